package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import io.github.evenkeel.testkit.oci.OciOperation;
import java.util.Collection;
import java.util.function.BiConsumer;

/** An emulator that has balancers of one service, with the real clients of the SDK for both. */
final class EmulatedBalancing implements AutoCloseable {
    final OciEmulator emulator;
    final LoadBalancerClient client;
    final NetworkLoadBalancerClient networkClient;
    private final OciOperation list;

    private EmulatedBalancing(
            BiConsumer<OciEmulatorBuilder, LoadBalancerSpec> add,
            OciOperation list,
            Collection<LoadBalancerSpec> balancers) {
        OciEmulatorBuilder builder = OciEmulator.builder();
        balancers.forEach(balancer -> add.accept(builder, balancer));
        emulator = builder.start();
        client = emulator.loadBalancerClient();
        networkClient = emulator.networkLoadBalancerClient();
        this.list = list;
    }

    static EmulatedBalancing ofLoadBalancers(Collection<LoadBalancerSpec> balancers) {
        return new EmulatedBalancing(OciEmulatorBuilder::loadBalancer, OciOperation.LIST_LOAD_BALANCERS, balancers);
    }

    static EmulatedBalancing ofNetworkLoadBalancers(Collection<LoadBalancerSpec> balancers) {
        return new EmulatedBalancing(
                OciEmulatorBuilder::networkLoadBalancer, OciOperation.LIST_NETWORK_LOAD_BALANCERS, balancers);
    }

    void failNextList(Outcome outcome) {
        emulator.faults().next(list, EmulatorFaults.of(outcome));
    }

    @Override
    public void close() {
        client.close();
        networkClient.close();
        emulator.close();
    }
}
