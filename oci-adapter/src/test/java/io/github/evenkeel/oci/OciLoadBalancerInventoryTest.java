package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import io.github.evenkeel.testkit.oci.OciOperation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both services at once, on the emulator, with the real clients of the SDK. */
class OciLoadBalancerInventoryTest {
    private @Nullable OciEmulator emulator;
    private @Nullable LoadBalancerClient client;
    private @Nullable NetworkLoadBalancerClient networkClient;

    private void start(OciEmulatorBuilder builder) {
        emulator = builder.loadBalancer(balancer("a"))
                .loadBalancer(balancer("b"))
                .networkLoadBalancer(balancer("c"))
                .start();
        client = emulator.loadBalancerClient();
        networkClient = emulator.networkLoadBalancerClient();
    }

    @AfterEach
    void close() {
        if (emulator != null) {
            client().close();
            networkClient().close();
            emulator.close();
        }
    }

    private static LoadBalancerSpec balancer(String name) {
        return LoadBalancerSpec.named(name)
                .backendSet(BackendSetSpec.named("web").everyNode(30080));
    }

    private OciLoadBalancerInventory port(String... compartments) {
        return OciLoadBalancerInventory.of(client(), networkClient(), List.of(compartments));
    }

    private OciEmulator emulator() {
        return Objects.requireNonNull(emulator);
    }

    private LoadBalancerClient client() {
        return Objects.requireNonNull(client);
    }

    private NetworkLoadBalancerClient networkClient() {
        return Objects.requireNonNull(networkClient);
    }

    @Test
    void listsBothKindsPageByPageEachOnce() {
        start(OciEmulator.builder().mostPerPage(1));
        OciLoadBalancerInventory port =
                port(emulator().compartmentId(), emulator().compartmentId());
        assertThat(emulator().calls().total())
                .as("makes no call when it is made")
                .isZero();

        assertThat(port.loadBalancers())
                .extracting(LoadBalancerDescription::name)
                .containsExactly("a", "b", "c");
        assertThat(emulator().calls().of(OciOperation.LIST_LOAD_BALANCERS)).isEqualTo(2);
        assertThat(emulator().calls().of(OciOperation.LIST_NETWORK_LOAD_BALANCERS))
                .isEqualTo(1);
        assertThat(port.endpoint()).contains(emulator().endpoint().toString());
    }

    @Test
    void listsTheCompartmentOfTheCluster() {
        start(OciEmulator.builder());
        try (ContainerEngineClient engine = emulator().containerEngineClient()) {
            OciLoadBalancerInventory port = OciLoadBalancerInventory.of(
                    client(), networkClient(), OkeCluster.of(engine, emulator().clusterId()));

            assertThat(port.loadBalancers()).hasSize(3);
        }
    }

    @Test
    void aCompartmentThatMayNotBeReadIsNamed() {
        start(OciEmulator.builder());
        String another = "ocid1.compartment.oc1..another";

        assertThatThrownBy(() -> port(emulator().compartmentId(), another).loadBalancers())
                .isInstanceOfSatisfying(ServiceException.class, refused -> assertThat(refused.outcome())
                        .isEqualTo(Outcome.NOT_FOUND))
                .hasMessageContainingAll("ListLoadBalancers", another, "check the policies");
    }

    /** One of the two policies may be missing. */
    @Test
    void aCompartmentWhoseNetworkLoadBalancersMayNotBeReadIsNamed() {
        start(OciEmulator.builder());
        emulator().faults().next(OciOperation.LIST_NETWORK_LOAD_BALANCERS, EmulatorFaults.of(Outcome.NOT_FOUND));

        assertThatThrownBy(() -> port(emulator().compartmentId()).loadBalancers())
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("ListNetworkLoadBalancers", emulator().compartmentId(), "check the policies");
    }

    @Test
    void oneThatFailedIsListedAsItMayServe() {
        start(OciEmulator.builder());
        emulator().outsideChanges().loadBalancerLifecycle(emulator().networkLoadBalancerId(), "FAILED");

        assertThat(port(emulator().compartmentId()).loadBalancers()).hasSize(3);
    }

    @Test
    void refusesWhatIsNoCompartment() {
        start(OciEmulator.builder());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> port("ocid1.cluster.oc1.iad.aaaa"))
                .withMessageContainingAll("(cluster)", "a compartment, ocid1.compartment.");
        assertThatIllegalArgumentException().isThrownBy(this::port).withMessageContaining("no compartment");
    }

    @Test
    void aBackendHasTheAddressOfItsMachineWhetherItWasRegisteredByItOrByItsOcid() {
        start(OciEmulator.builder());
        BackendState byTarget = new BackendState(
                "10.0.10.77", 30090, 1, 0, false, false, false, "target:30090", Optional.of("ocid1.instance.oc1.x"));
        emulator().outsideChanges().backend(emulator().networkLoadBalancerId(), "web", byTarget);

        List<BackendSet> sets = port(emulator().compartmentId()).loadBalancers().stream()
                .filter(balancer -> balancer.name().equals("c"))
                .flatMap(balancer -> balancer.backendSets().stream())
                .toList();

        assertThat(sets).singleElement().satisfies(set -> assertThat(set.backends())
                .extracting(Backend::address)
                .contains("10.0.10.77"));
    }
}
