package io.github.evenkeel.oci;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
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

/** The adapter of network load balancers with the real client of the SDK, on the emulator. */
@Execution(ExecutionMode.CONCURRENT)
class OciNetworkLoadBalancerOnEmulatorTest extends LoadBalancerContract {
    @Override
    protected boolean limitsConnections() {
        return false;
    }

    @Override
    protected LoadBalancerFixture fixture(Map<String, List<Backend>> backendSets) {
        LoadBalancerSpec spec = LoadBalancerSpec.named("front");
        backendSets.forEach((name, backends) ->
                spec.backendSet(EmulatedBalancer.set(name, backends)).tcpListener(name, 8000 + name.length(), name));
        OciEmulator emulator =
                EmulatedBalancer.described().networkLoadBalancer(spec).start();
        NetworkLoadBalancerClient client = emulator.networkLoadBalancerClient();
        return new EmulatedBalancer(
                        emulator,
                        client,
                        OciNetworkLoadBalancer.of(client, emulator.networkLoadBalancerId()),
                        OciOperation.GET_NETWORK_LOAD_BALANCER,
                        OciOperation.UPDATE_NETWORK_BACKEND)
                .passingHealthChecks(backendSets);
    }
}
