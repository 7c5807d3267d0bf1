package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.testkit.contract.LoadBalancerContract;
import io.github.evenkeel.testkit.contract.LoadBalancerFixture;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciOperation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The adapter with the real client of the SDK, on the emulator. */
@Execution(ExecutionMode.CONCURRENT)
class OciLoadBalancerOnEmulatorTest extends LoadBalancerContract {
    @Override
    protected LoadBalancerFixture fixture(Map<String, List<Backend>> backendSets) {
        LoadBalancerSpec spec = LoadBalancerSpec.named("front");
        backendSets.forEach((name, backends) ->
                spec.backendSet(EmulatedBalancer.set(name, backends)).listener(name, 8000 + name.length(), name));
        OciEmulator emulator = EmulatedBalancer.described().loadBalancer(spec).start();
        LoadBalancerClient client = emulator.loadBalancerClient();
        return new EmulatedBalancer(
                        emulator,
                        client,
                        OciLoadBalancer.of(client, emulator.loadBalancerId()),
                        OciOperation.GET_LOAD_BALANCER,
                        OciOperation.UPDATE_BACKEND)
                .passingHealthChecks(backendSets);
    }
}
