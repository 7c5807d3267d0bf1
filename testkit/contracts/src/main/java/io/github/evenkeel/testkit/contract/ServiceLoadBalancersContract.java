package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run expects of the search for the load balancers of Services. */
public abstract class ServiceLoadBalancersContract {
    private static final ServiceAddress WEB = service("web", "6f1f6a2e-53b2-4a53-9d0f-0a4a1a3b9c11", 30080)
            .address("203.0.113.7")
            .build();
    private static final ServiceAddress WEB_AGAIN =
            WEB.toBuilder().address("2001:db8::7").build();
    private static final ServiceAddress ADMIN = service("admin", "0b8d2a53-0f0e-4a0e-8f57-3f0d5a1c7e22", 30081)
            .address("203.0.113.8")
            .build();
    private static final ServiceAddress WAITING =
            service("late", "c7b1d1b0-98a5-4d0e-b6a5-6e4d7f0e3a33", 30082).build();

    private ServiceLoadBalancersFixture fixture;

    /** For subclasses. */
    protected ServiceLoadBalancersContract() {}

    /**
     * Starts with the load balancers of some Services.
     *
     * @param services entries with the same UID are one Service, whose load balancer has the addresses of all
     */
    protected abstract ServiceLoadBalancersFixture fixture(List<ServiceAddress> services);

    @BeforeEach
    final void start() {
        fixture = fixture(List.of(WEB, WEB_AGAIN, ADMIN));
    }

    @AfterEach
    final void close() {
        fixture.close();
    }

    @Test
    void aServiceHasItsOwn() {
        LoadBalancer web = find(WEB).orElseThrow();
        LoadBalancer admin = find(ADMIN).orElseThrow();

        assertNotEquals(web.id(), admin.id());
        assertEquals(web.id(), web.describe().id());
        assertTrue(web.describe().addresses().contains(WEB.address()));
        assertTrue(admin.describe().addresses().contains(ADMIN.address()));
        assertEquals(web.id(), find(WEB).orElseThrow().id());
    }

    @Test
    void eachAddressOfAServiceLeadsToTheSame() {
        assertEquals(find(WEB).orElseThrow().id(), find(WEB_AGAIN).orElseThrow().id());
    }

    @Test
    void aServiceThatWaitsForItsBalancerHasNone() {
        assertTrue(find(WAITING).isEmpty());
    }

    @Test
    void aBalancerThatIsDeletedIsFoundNoLonger() {
        fixture.deleteBalancerOf(WEB);

        fixture.await("it is gone", () -> find(WEB).isEmpty());
        assertTrue(find(ADMIN).isPresent());
    }

    @Test
    void aCallThatFailsHasItsOutcomeAndTheNextOneIsAnswered() {
        for (Outcome outcome :
                List.of(Outcome.THROTTLED, Outcome.UNAVAILABLE, Outcome.UNKNOWN, Outcome.UNAUTHENTICATED)) {
            fixture.failNextFind(outcome);

            Refused.with(outcome, () -> find(WEB));
            assertTrue(find(WEB).isPresent());
        }
    }

    private Optional<LoadBalancer> find(ServiceAddress service) {
        return fixture.port().find(service);
    }

    private static ServiceAddress.Builder service(String name, String uid, int nodePort) {
        return ServiceAddress.builder("shop", name).uid(uid).nodePorts(Map.of(80, nodePort));
    }
}
