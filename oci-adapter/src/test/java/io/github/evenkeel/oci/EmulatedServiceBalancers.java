package io.github.evenkeel.oci;

import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import io.github.evenkeel.testkit.contract.ServiceLoadBalancersFixture;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The adapter with the real clients of the SDK, on an emulator that has a balancer for each Service. */
final class EmulatedServiceBalancers implements ServiceLoadBalancersFixture, EmulatorFixture {
    private final EmulatedBalancing it;
    private final ServiceLoadBalancers port;

    /** @param type that each Service asks for */
    private EmulatedServiceBalancers(EmulatedBalancing it, String type) {
        this.it = it;
        OciServiceLoadBalancers both = OciServiceLoadBalancers.of(it.client, List.of(it.emulator.compartmentId()))
                .withNetworkLoadBalancers(it.networkClient);
        port = service -> both.find(service.toBuilder().balancerType(type).build());
    }

    static EmulatedServiceBalancers ofLoadBalancers(List<ServiceAddress> services) {
        return new EmulatedServiceBalancers(EmulatedBalancing.ofLoadBalancers(specs(services)), "");
    }

    static EmulatedServiceBalancers ofNetworkLoadBalancers(List<ServiceAddress> services) {
        return new EmulatedServiceBalancers(EmulatedBalancing.ofNetworkLoadBalancers(specs(services)), "nlb");
    }

    private static Collection<LoadBalancerSpec> specs(List<ServiceAddress> services) {
        Map<String, LoadBalancerSpec> byUid = new LinkedHashMap<>();
        services.forEach(service ->
                byUid.computeIfAbsent(service.uid(), uid -> balancerOf(service)).address(service.address()));
        return byUid.values();
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
        it.emulator
                .outsideChanges()
                .loadBalancerLifecycle(port.find(service).orElseThrow().id(), "DELETED");
    }

    @Override
    public void failNextFind(Outcome outcome) {
        it.failNextList(outcome);
    }

    @Override
    public void close() {
        it.close();
    }
}
