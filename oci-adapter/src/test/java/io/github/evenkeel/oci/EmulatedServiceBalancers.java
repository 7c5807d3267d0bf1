package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import io.github.evenkeel.testkit.contract.ServiceLoadBalancersFixture;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import io.github.evenkeel.testkit.oci.OciOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The adapter with the real clients of the SDK, on an emulator that has a balancer for each Service. */
final class EmulatedServiceBalancers implements ServiceLoadBalancersFixture, EmulatorFixture {
    private final OciEmulator emulator;
    private final LoadBalancerClient client;
    private final NetworkLoadBalancerClient networkClient;
    private final ServiceLoadBalancers port;
    private final OciOperation list;

    /**
     * Of either service.
     *
     * @param add adds a balancer of the service
     * @param type that each Service asks for
     * @param list operation that lists the balancers
     */
    private EmulatedServiceBalancers(
            List<ServiceAddress> services,
            BiConsumer<OciEmulatorBuilder, LoadBalancerSpec> add,
            String type,
            OciOperation list) {
        Map<String, LoadBalancerSpec> byUid = new LinkedHashMap<>();
        services.forEach(service ->
                byUid.computeIfAbsent(service.uid(), uid -> balancerOf(service)).address(service.address()));
        OciEmulatorBuilder builder = OciEmulator.builder();
        byUid.values().forEach(spec -> add.accept(builder, spec));
        emulator = builder.start();
        client = emulator.loadBalancerClient();
        networkClient = emulator.networkLoadBalancerClient();
        OciServiceLoadBalancers both = OciServiceLoadBalancers.of(client, List.of(emulator.compartmentId()))
                .withNetworkLoadBalancers(networkClient);
        port = service -> both.find(service.toBuilder().balancerType(type).build());
        this.list = list;
    }

    static EmulatedServiceBalancers ofLoadBalancers(List<ServiceAddress> services) {
        return new EmulatedServiceBalancers(
                services, OciEmulatorBuilder::loadBalancer, "", OciOperation.LIST_LOAD_BALANCERS);
    }

    static EmulatedServiceBalancers ofNetworkLoadBalancers(List<ServiceAddress> services) {
        return new EmulatedServiceBalancers(
                services, OciEmulatorBuilder::networkLoadBalancer, "nlb", OciOperation.LIST_NETWORK_LOAD_BALANCERS);
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
                .loadBalancerLifecycle(port.find(service).orElseThrow().id(), "DELETED");
    }

    @Override
    public void failNextFind(Outcome outcome) {
        emulator.faults().next(list, EmulatorFaults.of(outcome));
    }

    @Override
    public void close() {
        client.close();
        networkClient.close();
        emulator.close();
    }
}
