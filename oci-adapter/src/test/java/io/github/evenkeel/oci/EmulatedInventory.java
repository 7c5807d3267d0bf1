package io.github.evenkeel.oci;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.contract.LoadBalancerInventoryFixture;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import java.util.List;
import java.util.Map;

/** The adapter with the real clients of the SDK, on an emulator that has balancers of one service. */
final class EmulatedInventory implements LoadBalancerInventoryFixture, EmulatorFixture {
    private final EmulatedBalancing it;
    private final LoadBalancerInventory port;

    private EmulatedInventory(EmulatedBalancing it) {
        this.it = it;
        port = OciLoadBalancerInventory.of(it.client, it.networkClient, List.of(it.emulator.compartmentId()));
    }

    static EmulatedInventory ofLoadBalancers(Map<String, Map<String, List<Backend>>> balancers) {
        return new EmulatedInventory(EmulatedBalancing.ofLoadBalancers(specs(balancers)));
    }

    static EmulatedInventory ofNetworkLoadBalancers(Map<String, Map<String, List<Backend>>> balancers) {
        return new EmulatedInventory(EmulatedBalancing.ofNetworkLoadBalancers(specs(balancers)));
    }

    private static List<LoadBalancerSpec> specs(Map<String, Map<String, List<Backend>>> balancers) {
        return balancers.entrySet().stream()
                .map(entry -> balancer(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static LoadBalancerSpec balancer(String name, Map<String, List<Backend>> sets) {
        LoadBalancerSpec spec = LoadBalancerSpec.named(name);
        sets.forEach((set, backends) -> {
            BackendSetSpec made = BackendSetSpec.named(set);
            backends.forEach(backend -> made.backend(state(backend)));
            spec.backendSet(made);
        });
        return spec;
    }

    private static BackendState state(Backend backend) {
        return new BackendState(backend.address(), backend.port(), 1, 0, false, false, false);
    }

    @Override
    public LoadBalancerInventory port() {
        return port;
    }

    @Override
    public void delete(String loadBalancerId) {
        it.emulator.outsideChanges().loadBalancerLifecycle(loadBalancerId, "DELETED");
    }

    @Override
    public void addBackend(String loadBalancerId, String backendSet, Backend backend) {
        it.emulator.outsideChanges().backend(loadBalancerId, backendSet, state(backend));
    }

    @Override
    public void failNextList(Outcome outcome) {
        it.failNextList(outcome);
    }

    @Override
    public void close() {
        it.close();
    }
}
