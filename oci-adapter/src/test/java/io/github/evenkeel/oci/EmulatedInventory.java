package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.contract.LoadBalancerInventoryFixture;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import io.github.evenkeel.testkit.oci.OciOperation;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The adapter with the real clients of the SDK, on an emulator that has balancers of one service. */
final class EmulatedInventory implements LoadBalancerInventoryFixture, EmulatorFixture {
    private final OciEmulator emulator;
    private final LoadBalancerClient client;
    private final NetworkLoadBalancerClient networkClient;
    private final LoadBalancerInventory port;
    private final OciOperation list;

    private EmulatedInventory(
            Map<String, Map<String, List<Backend>>> balancers,
            BiConsumer<OciEmulatorBuilder, LoadBalancerSpec> add,
            OciOperation list) {
        OciEmulatorBuilder builder = OciEmulator.builder();
        balancers.forEach((name, sets) -> add.accept(builder, balancer(name, sets)));
        emulator = builder.start();
        client = emulator.loadBalancerClient();
        networkClient = emulator.networkLoadBalancerClient();
        port = OciLoadBalancerInventory.of(client, networkClient, List.of(emulator.compartmentId()));
        this.list = list;
    }

    static EmulatedInventory ofLoadBalancers(Map<String, Map<String, List<Backend>>> balancers) {
        return new EmulatedInventory(balancers, OciEmulatorBuilder::loadBalancer, OciOperation.LIST_LOAD_BALANCERS);
    }

    static EmulatedInventory ofNetworkLoadBalancers(Map<String, Map<String, List<Backend>>> balancers) {
        return new EmulatedInventory(
                balancers, OciEmulatorBuilder::networkLoadBalancer, OciOperation.LIST_NETWORK_LOAD_BALANCERS);
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
        emulator.outsideChanges().loadBalancerLifecycle(loadBalancerId, "DELETED");
    }

    @Override
    public void addBackend(String loadBalancerId, String backendSet, Backend backend) {
        emulator.outsideChanges().backend(loadBalancerId, backendSet, state(backend));
    }

    @Override
    public void failNextList(Outcome outcome) {
        emulator.faults().next(list, EmulatorFaults.of(outcome));
    }

    @Override
    public void close() {
        client.close();
        networkClient.close();
        emulator.close();
    }
}
