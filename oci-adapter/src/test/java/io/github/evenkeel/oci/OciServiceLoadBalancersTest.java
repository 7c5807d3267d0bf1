package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import io.github.evenkeel.testkit.oci.OciOperation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the emulator, with the real client of the SDK. */
class OciServiceLoadBalancersTest {
    private static final String UID = "6f1f6a2e-53b2-4a53-9d0f-0a4a1a3b9c11";
    private static final String OTHER_UID = "0b8d2a53-0f0e-4a0e-8f57-3f0d5a1c7e22";
    private static final String ADDRESS = "203.0.113.7";
    private static final String OTHER_ADDRESS = "203.0.113.8";
    private static final ServiceAddress WEB = ServiceAddress.builder("shop", "web")
            .uid(UID)
            .address(ADDRESS)
            .nodePorts(Map.of(80, 30080))
            .build();
    private static final ServiceAddress WAITING = WEB.toBuilder().address("").build();

    private @Nullable OciEmulator emulator;
    private @Nullable LoadBalancerClient client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void findsTheOneThatIsNamedByTheUid() {
        start(balancer(OTHER_UID, OTHER_ADDRESS, 30081), balancer(UID, ADDRESS, 30080));

        assertThat(port().find(WEB)).map(LoadBalancer::id).contains(id(1));
        assertThat(port().find(WEB).orElseThrow().describe().addresses()).containsExactly(ADDRESS);
        assertThat(port().find(WAITING)).map(LoadBalancer::id).contains(id(1));
        assertThat(port().find(WEB.toBuilder().address("web.example.com").build()))
                .map(LoadBalancer::id)
                .contains(id(1));
        assertThat(port().endpoint()).contains(emulator().endpoint().toString());
    }

    /** As the cloud controller manager names them if it is told a prefix. */
    @Test
    void findsTheOneThatIsNamedByPrefixAndUid() {
        start(balancer("prod-" + OTHER_UID, OTHER_ADDRESS, 30081), balancer("prod-" + UID, ADDRESS, 30080));

        assertThat(port().find(WEB)).map(LoadBalancer::id).contains(id(1));
        assertThat(port().find(WAITING)).map(LoadBalancer::id).contains(id(1));
    }

    @Test
    void findsTheOneWithTheAddressIfAnotherNameWasGiven() {
        start(balancer("front", ADDRESS, 30080), balancer("back", OTHER_ADDRESS, 30080));

        assertThat(port().find(WEB)).map(LoadBalancer::id).contains(id(0));
        assertThat(port().find(WAITING)).isEmpty();
    }

    @Test
    void readsEveryPage() {
        start(
                OciEmulator.builder().mostPerPage(1),
                balancer("a", OTHER_ADDRESS, 1),
                balancer("b", OTHER_ADDRESS, 1),
                balancer("c", ADDRESS, 30080));

        assertThat(port().find(WEB)).map(LoadBalancer::id).contains(id(2));
    }

    /** Networks repeat private addresses. */
    @Test
    void doesNotTakeTheOneOfAnotherClusterWithTheSameAddress() {
        start(balancer(OTHER_UID, ADDRESS, 31999));

        assertThat(port().find(WEB)).isEmpty();
    }

    @Test
    void aServiceThatWaitsForItsBalancerHasNone() {
        start(balancer(OTHER_UID, OTHER_ADDRESS, 30081));

        assertThat(port().find(WAITING)).isEmpty();
    }

    /** A deleted one stays listed for a while, and the Service may hold its address still. */
    @Test
    void oneThatWasDeletedIsNone() {
        start(balancer(UID, ADDRESS, 30080));
        for (String state : List.of("DELETING", "DELETED")) {
            emulator().outsideChanges().loadBalancerLifecycle(id(0), state);

            assertThat(port().find(WEB)).isEmpty();
        }
        emulator().outsideChanges().loadBalancerLifecycle(id(0), "FAILED");

        assertThat(port().find(WEB)).as("it may serve still").isPresent();
    }

    @Test
    void twoThatMayBeMeantAreNamed() {
        start(balancer(UID, OTHER_ADDRESS, 30080), balancer("front", ADDRESS, 30080));

        ServiceException refused = refused(port(), WEB);

        assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused).hasMessageContainingAll("Service shop/web", id(0), id(1), "front");
    }

    @Test
    void twoOfOneNameAreNamed() {
        start(balancer(UID, ADDRESS, 30080), balancer(UID, OTHER_ADDRESS, 30080));

        assertThat(refused(port(), WEB)).hasMessageContainingAll(id(0), id(1));
        assertThat(refused(port(), WAITING)).hasMessageContainingAll(id(0), id(1));
    }

    @Test
    void oneThatHasNotTheAddressOfItsServiceIsToldAndNotTaken() {
        start(balancer(UID, OTHER_ADDRESS, 30080));

        ServiceException refused = refused(port(), WEB);

        assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused).hasMessageContainingAll("Service shop/web", id(0), OTHER_ADDRESS, ADDRESS);
    }

    @Test
    void aCompartmentThatMayNotBeReadIsNamed() {
        start(balancer(UID, ADDRESS, 30080));
        String another = "ocid1.compartment.oc1..another";

        ServiceException refused = refused(OciServiceLoadBalancers.of(client(), List.of(another)), WEB);

        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(refused).hasMessageContainingAll("ListLoadBalancers", another, "check the policies");
    }

    @Test
    void searchesTheCompartmentOfTheClusterUnlessToldOthers() {
        start(balancer(UID, ADDRESS, 30080));
        try (ContainerEngineClient engine = emulator().containerEngineClient()) {
            OciServiceLoadBalancers port = OciServiceLoadBalancers.of(
                    client(), OkeCluster.of(engine, emulator().clusterId()));
            assertThat(emulator().calls().total())
                    .as("makes no call when it is made")
                    .isZero();

            assertThat(port.find(WEB)).isPresent();
        }
    }

    @Test
    void listsByNameAndNoMoreIfThatIsEnough() {
        start(balancer(UID, ADDRESS, 30080));

        port().find(WEB);

        assertThat(emulator().calls().of(OciOperation.LIST_LOAD_BALANCERS)).isEqualTo(1);
    }

    @Test
    void findsTheKindThatTheServiceAsksFor() {
        start(OciEmulator.builder().networkLoadBalancer(balancer(UID, ADDRESS, 30080)), balancer(UID, ADDRESS, 30080));
        ServiceAddress network = WEB.toBuilder().balancerType("NLB").build();

        assertThat(refused(port(), network))
                .hasMessageContainingAll("Service shop/web", "needed withNetworkLoadBalancers");
        try (NetworkLoadBalancerClient networkClient = emulator().networkLoadBalancerClient()) {
            OciServiceLoadBalancers both = port().withNetworkLoadBalancers(networkClient);
            assertThat(both.find(network))
                    .map(LoadBalancer::id)
                    .contains(emulator().networkLoadBalancerId());
            assertThat(both.find(WEB)).map(LoadBalancer::id).contains(id(0));
        }
        assertThat(port().find(WEB.toBuilder().balancerType("lb").build())).isPresent();
    }

    @Test
    void refusesWhatIsNoCompartment() {
        start(balancer(UID, ADDRESS, 30080));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OciServiceLoadBalancers.of(client(), List.of("ocid1.cluster.oc1.iad.aaaa")))
                .withMessageContainingAll("(cluster)", "a compartment, ocid1.compartment.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OciServiceLoadBalancers.of(client(), List.of()))
                .withMessageContaining("no compartment");
        assertThat(OciServiceLoadBalancers.of(client(), List.of("ocid1.tenancy.oc1..aaaa")))
                .isNotNull();
    }

    private static LoadBalancerSpec balancer(String name, String address, int nodePort) {
        return LoadBalancerSpec.named(name)
                .address(address)
                .backendSet(BackendSetSpec.named("TCP-80").everyNode(nodePort));
    }

    private void start(LoadBalancerSpec... balancers) {
        start(OciEmulator.builder(), balancers);
    }

    private void start(OciEmulatorBuilder builder, LoadBalancerSpec... balancers) {
        List.of(balancers).forEach(builder::loadBalancer);
        emulator = builder.start();
        client = emulator.loadBalancerClient();
    }

    private OciServiceLoadBalancers port() {
        return OciServiceLoadBalancers.of(client(), List.of(emulator().compartmentId()));
    }

    private String id(int which) {
        return emulator().loadBalancerIds().get(which);
    }

    private OciEmulator emulator() {
        return Objects.requireNonNull(emulator);
    }

    private LoadBalancerClient client() {
        return Objects.requireNonNull(client);
    }

    private static ServiceException refused(OciServiceLoadBalancers port, ServiceAddress service) {
        return Objects.requireNonNull(catchThrowableOfType(ServiceException.class, () -> port.find(service)));
    }
}
