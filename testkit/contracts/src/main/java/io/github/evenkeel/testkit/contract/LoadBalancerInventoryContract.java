package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a preview expects of the list of all load balancers. */
public abstract class LoadBalancerInventoryContract {
    private static final Backend FIRST = Backend.builder("10.0.10.11", 30080).build();
    private static final Backend SECOND = Backend.builder("10.0.10.12", 30080).build();
    private static final Backend ADMIN = Backend.builder("10.0.10.11", 30081).build();
    private static final Backend BATCH = Backend.builder("10.0.10.13", 30090).build();

    private LoadBalancerInventoryFixture fixture;

    /** For subclasses. */
    protected LoadBalancerInventoryContract() {}

    /**
     * Starts with some load balancers.
     *
     * @param balancers the backends of each set, by the names of load balancers and sets
     */
    protected abstract LoadBalancerInventoryFixture fixture(Map<String, Map<String, List<Backend>>> balancers);

    @BeforeEach
    final void start() {
        fixture = fixture(Map.of(
                "front", Map.of("web", List.of(FIRST, SECOND), "admin", List.of(ADMIN)),
                "back", Map.of("batch", List.of(BATCH))));
    }

    @AfterEach
    final void close() {
        fixture.close();
    }

    @Test
    void listsEachLoadBalancerOnceWithItsBackends() {
        List<LoadBalancerDescription> listed = fixture.port().loadBalancers();

        assertEquals(
                Set.of("front", "back"),
                listed.stream().map(LoadBalancerDescription::name).collect(Collectors.toSet()));
        assertEquals(
                2, listed.stream().map(LoadBalancerDescription::id).distinct().count());
        assertEquals(2, listed.size());
        assertEquals(
                Map.of("admin", List.of("10.0.10.11:30081"), "web", List.of("10.0.10.11:30080", "10.0.10.12:30080")),
                backends(named("front")));
        assertEquals(Map.of("batch", List.of("10.0.10.13:30090")), backends(named("back")));
    }

    @Test
    void identitiesStay() {
        assertEquals(named("front").id(), named("front").id());
    }

    @Test
    void aBackendThatAnotherClientAddsIsListed() {
        String id = named("back").id();

        fixture.addBackend(id, "batch", SECOND);

        fixture.await("the new backend is listed", () -> backends(named("back"))
                .equals(Map.of("batch", List.of("10.0.10.12:30080", "10.0.10.13:30090"))));
    }

    @Test
    void aLoadBalancerThatIsDeletedIsListedNoLonger() {
        fixture.delete(named("back").id());

        fixture.await("it is gone", () -> find("back").isEmpty());
        assertFalse(find("front").isEmpty());
    }

    /** Half a list would be good news that is none. */
    @Test
    void aCallThatFailsHasItsOutcomeAndTheNextOneIsAnswered() {
        for (Outcome outcome : List.of(
                Outcome.THROTTLED, Outcome.UNAVAILABLE, Outcome.UNKNOWN, Outcome.UNAUTHENTICATED, Outcome.NOT_FOUND)) {
            fixture.failNextList(outcome);

            Refused.with(outcome, () -> fixture.port().loadBalancers());
            assertEquals(2, fixture.port().loadBalancers().size());
        }
    }

    private LoadBalancerDescription named(String name) {
        List<LoadBalancerDescription> found = find(name);
        assertEquals(1, found.size(), () -> "load balancers called " + name);
        return found.get(0);
    }

    private List<LoadBalancerDescription> find(String name) {
        return fixture.port().loadBalancers().stream()
                .filter(balancer -> balancer.name().equals(name))
                .toList();
    }

    /** Addresses and ports, by set. */
    private static Map<String, List<String>> backends(LoadBalancerDescription balancer) {
        return balancer.backendSets().stream()
                .collect(Collectors.toMap(
                        BackendSet::name,
                        set -> places(set.backends().stream()),
                        (first, second) -> first,
                        TreeMap::new));
    }

    private static List<String> places(Stream<Backend> backends) {
        return backends.map(backend -> backend.address() + ":" + backend.port())
                .sorted()
                .toList();
    }
}
