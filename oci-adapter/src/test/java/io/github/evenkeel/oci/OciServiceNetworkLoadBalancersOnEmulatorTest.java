package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import io.github.evenkeel.testkit.contract.ServiceLoadBalancersContract;
import io.github.evenkeel.testkit.contract.ServiceLoadBalancersFixture;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import io.github.evenkeel.testkit.oci.OciOperation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/**
 * The same of Services that ask for network load balancers: the adapter with the real client of the SDK, on the
 * emulator.
 */
class OciServiceNetworkLoadBalancersOnEmulatorTest extends ServiceLoadBalancersContract {
    @Override
    protected ServiceLoadBalancersFixture fixture(List<ServiceAddress> services) {
        return new Emulated(services);
    }

    private static final class Emulated implements ServiceLoadBalancersFixture {
        private final OciEmulator emulator;
        private final LoadBalancerClient client;
        private final NetworkLoadBalancerClient networkClient;
        private final ServiceLoadBalancers port;

        Emulated(List<ServiceAddress> services) {
            Map<String, LoadBalancerSpec> byUid = new LinkedHashMap<>();
            services.forEach(service -> byUid.computeIfAbsent(service.uid(), uid -> balancerOf(service))
                    .address(service.address()));
            OciEmulatorBuilder builder = OciEmulator.builder();
            byUid.values().forEach(builder::networkLoadBalancer);
            emulator = builder.start();
            client = emulator.loadBalancerClient();
            networkClient = emulator.networkLoadBalancerClient();
            OciServiceLoadBalancers both = OciServiceLoadBalancers.of(client, List.of(emulator.compartmentId()))
                    .withNetworkLoadBalancers(networkClient);
            port = service -> both.find(service.toBuilder().balancerType("nlb").build());
        }

        private static LoadBalancerSpec balancerOf(ServiceAddress service) {
            LoadBalancerSpec spec = LoadBalancerSpec.named(service.uid());
            service.nodePorts()
                    .forEach((port, nodePort) ->
                            spec.backendSet(BackendSetSpec.named("TCP-" + port).everyNode(nodePort)));
            return spec;
        }

        @Override
        public ServiceLoadBalancers port() {
            return port;
        }

        @Override
        public void deleteBalancerOf(ServiceAddress service) {
            emulator.outsideChanges()
                    .loadBalancerLifecycle(port().find(service).orElseThrow().id(), "DELETED");
        }

        @Override
        public void failNextFind(Outcome outcome) {
            emulator.faults().next(OciOperation.LIST_NETWORK_LOAD_BALANCERS, EmulatorFaults.of(outcome));
        }

        @Override
        public void await(String what, BooleanSupplier condition) {
            Awaitility.await(what)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofSeconds(30))
                    .until(condition::getAsBoolean);
        }

        @Override
        public void close() {
            client.close();
            networkClient.close();
            emulator.close();
        }
    }
}
