package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract tests of a {@code LoadBalancer}. */
public abstract class LoadBalancerContract {
    private static final String WEB = "web";
    private static final String API = "api";
    private static final Backend SECOND = Backend.builder("10.0.10.3", 30080).build();
    private static final Backend SPARE = Backend.builder("10.0.10.4", 30080)
            .weight(5)
            .modes(Set.of(Mode.BACKUP))
            .build();

    private Backend first;
    private Backend another;
    private LoadBalancerFixture fixture;
    private LoadBalancer port;

    /** For subclasses. */
    protected LoadBalancerContract() {}

    /**
     * Starts a load balancer that is ACTIVE, with these backend sets. Each set has a listener, and each backend answers
     * its health checks.
     */
    protected abstract LoadBalancerFixture fixture(Map<String, List<Backend>> backendSets);

    /** Whether backends of the service can have a limit of connections. By default they can. */
    protected boolean limitsConnections() {
        return true;
    }

    @BeforeEach
    final void start() {
        first = limited(Backend.builder("10.0.10.2", 30080).weight(3), 512);
        another = limited(Backend.builder("10.0.10.5", 30080).weight(7), 256);
        fixture = fixture(Map.of(WEB, List.of(first, SECOND, SPARE), API, List.of(first.at("10.0.11.2"))));
        port = fixture.port();
        fixture.await("all backends answer", () -> port.unhealthyBackends(WEB).isEmpty());
    }

    @AfterEach
    final void close() {
        fixture.close();
    }

    // What describe() shows

    @Test
    void describesAllSetsAndTheSettingsOfTheirBackends() {
        LoadBalancerDescription seen = port.describe();

        assertEquals(port.id(), seen.id());
        assertEquals(Lifecycle.ACTIVE, seen.lifecycle());
        assertFalse(seen.addresses().isEmpty());
        assertEquals(
                Set.of(WEB, API),
                seen.backendSets().stream().map(BackendSet::name).collect(Collectors.toSet()));
        assertEquals(Set.of(first, SECOND, SPARE), backends(WEB));
        assertEquals(Set.of(first.at("10.0.11.2")), backends(API));
    }

    @Test
    void twoLooksAtTheSameAreEqual() {
        assertEquals(port.describe(), port.describe());
    }

    // Changes

    @Test
    void anUpdateWritesAllSettingsOfThatBackendAlone() {
        Backend desired = limited(
                Backend.builder(first.address(), first.port()).weight(9).modes(Set.of(Mode.DRAIN, Mode.BACKUP)), 1024);

        done(port.updateBackend(port.describe(), WEB, desired));

        assertEquals(Set.of(desired, SECOND, SPARE), backends(WEB));
        assertEquals(Set.of(first.at("10.0.11.2")), backends(API));
    }

    @Test
    void eachModeIsSetAndTakenAwayAgainAndTheOtherSettingsStay() {
        for (Backend before : List.of(first, SECOND, SPARE)) {
            for (Mode mode : Mode.values()) {
                if (!before.is(mode)) {
                    done(port.updateBackend(port.describe(), WEB, before.with(mode)));
                    assertEquals(before.with(mode), backend(before));
                    done(port.updateBackend(port.describe(), WEB, before));
                    assertEquals(before, backend(before));
                }
            }
        }
    }

    @Test
    void aBackendThatWasReadCanBeWrittenBackAsItIs() {
        done(port.updateBackend(port.describe(), WEB, backend(SPARE)));

        assertEquals(Set.of(first, SECOND, SPARE), backends(WEB));
    }

    @Test
    void anAddedBackendHasAllItsSettings() {
        Backend drained = another.with(Mode.DRAIN);

        done(port.addBackend(port.describe(), WEB, drained));

        assertEquals(Set.of(first, SECOND, SPARE, drained), backends(WEB));
    }

    @Test
    void aBackendThatIsThereAlreadyIsNotAddedAndKeepsItsSettings() {
        Backend again = Backend.builder(first.address(), first.port())
                .weight(9)
                .modes(Set.of(Mode.DRAIN))
                .build();
        try {
            Operation ended = ended(port.addBackend(port.describe(), WEB, again));
            assertEquals(Operation.State.FAILED, ended.state());
        } catch (ServiceException refused) {
            assertTrue(Set.of(Outcome.CONFLICT, Outcome.REJECTED).contains(refused.outcome()), refused.getMessage());
        }

        assertEquals(Set.of(first, SECOND, SPARE), backends(WEB));
    }

    @Test
    void aRemovedBackendIsGone() {
        done(port.removeBackend(port.describe(), WEB, first));

        assertEquals(Set.of(SECOND, SPARE), backends(WEB));
        Refused.with(Outcome.NOT_FOUND, () -> port.health(WEB, first));
    }

    @Test
    void aBackendThatIsNotThereIsNotFound() {
        LoadBalancerDescription seen = port.describe();

        Refused.with(Outcome.NOT_FOUND, () -> port.updateBackend(seen, WEB, another));
        Refused.with(Outcome.NOT_FOUND, () -> port.removeBackend(seen, WEB, another));
        Refused.with(Outcome.NOT_FOUND, () -> port.health(WEB, another));

        assertEquals(Set.of(first, SECOND, SPARE), backends(WEB));
    }

    @Test
    void aSetThatIsNotThereIsNotFound() {
        LoadBalancerDescription seen = port.describe();

        Refused.with(Outcome.NOT_FOUND, () -> port.updateBackend(seen, "no-such-set", first));
        Refused.with(Outcome.NOT_FOUND, () -> port.addBackend(seen, "no-such-set", another));
        Refused.with(Outcome.NOT_FOUND, () -> port.removeBackend(seen, "no-such-set", first));
        Refused.with(Outcome.NOT_FOUND, () -> port.health("no-such-set", first));
        Refused.with(Outcome.NOT_FOUND, () -> port.unhealthyBackends("no-such-set"));
    }

    // One change at a time, and none from an old look

    @Test
    void theRevisionChangesWithEachChangeByAnyClient() {
        LoadBalancerDescription before = port.describe();
        done(port.updateBackend(before, WEB, first.with(Mode.DRAIN)));
        LoadBalancerDescription then = port.describe();
        fixture.changedByAnotherClient(API, first.at("10.0.11.2").with(Mode.BACKUP));
        LoadBalancerDescription last = port.describe();

        assertNotEquals(before.revision(), then.revision());
        assertNotEquals(then.revision(), last.revision());
    }

    @Test
    void aChangeFromALookThatIsOutOfDateIsRefusedAndChangesNothing() {
        LoadBalancerDescription old = port.describe();
        fixture.changedByAnotherClient(API, first.at("10.0.11.2").with(Mode.BACKUP));

        Refused.with(Outcome.CONFLICT, () -> port.updateBackend(old, WEB, first.with(Mode.DRAIN)));
        Refused.with(Outcome.CONFLICT, () -> port.addBackend(old, WEB, another));
        Refused.with(Outcome.CONFLICT, () -> port.removeBackend(old, WEB, first));

        assertEquals(Set.of(first, SECOND, SPARE), backends(WEB));
        assertEquals(List.of(), port.operationsInFlight());
        done(port.updateBackend(port.describe(), WEB, first.with(Mode.DRAIN)));
    }

    @Test
    void oneLookIsGoodForOneChange() {
        LoadBalancerDescription seen = port.describe();
        done(port.updateBackend(seen, WEB, first.with(Mode.DRAIN)));

        Refused.with(Outcome.CONFLICT, () -> port.updateBackend(seen, WEB, SECOND.with(Mode.DRAIN)));

        assertEquals(Set.of(first.with(Mode.DRAIN), SECOND, SPARE), backends(WEB));
    }

    @Test
    void noChangeIsAcceptedWhileAnotherIsInFlight() {
        fixture.beginChangeOfAnotherClient();
        LoadBalancerDescription seen = port.describe();

        assertEquals(1, port.operationsInFlight().size());
        Refused.with(Outcome.CONFLICT, () -> port.updateBackend(seen, WEB, first.with(Mode.DRAIN)));
        Refused.with(Outcome.CONFLICT, () -> port.addBackend(seen, WEB, another));
        Refused.with(Outcome.CONFLICT, () -> port.removeBackend(seen, WEB, first));

        fixture.endChangeOfAnotherClient();
        fixture.await("nothing is in flight", () -> port.operationsInFlight().isEmpty());
        assertEquals(Set.of(first, SECOND, SPARE), backends(WEB));
        done(port.updateBackend(port.describe(), WEB, first.with(Mode.DRAIN)));
    }

    // Operations

    @Test
    void anOperationIsInFlightUntilItEndsAndCanBeReadAfterwards() {
        Operation begun = port.updateBackend(port.describe(), WEB, first.with(Mode.DRAIN));

        assertFalse(begun.id().isBlank());
        assertFalse(begun.kind().isBlank());
        assertTrue(
                port.operationsInFlight().stream().anyMatch(one -> one.id().equals(begun.id()))
                        || port.operation(begun.id()).ended(),
                "what is accepted is in flight or has ended");
        Operation ended = ended(begun);
        assertEquals(begun.id(), ended.id());
        assertEquals(Operation.State.SUCCEEDED, ended.state());
        assertEquals(List.of(), port.operationsInFlight());
        assertEquals(Operation.State.SUCCEEDED, port.operation(begun.id()).state());
    }

    @Test
    void anOperationOfAnotherIdIsNotFound() {
        Operation begun = port.updateBackend(port.describe(), WEB, first.with(Mode.DRAIN));

        Refused.with(Outcome.NOT_FOUND, () -> port.operation(begun.id() + "x"));
    }

    @Test
    void anOperationThatFailsSaysWhyAndLeavesAllAsItWas() {
        fixture.failNextUpdate();

        Operation ended = ended(port.updateBackend(port.describe(), WEB, first.with(Mode.DRAIN)));

        assertEquals(Operation.State.FAILED, ended.state());
        assertTrue(ended.detail().isPresent());
        assertEquals(Set.of(first, SECOND, SPARE), backends(WEB));
        assertEquals(List.of(), port.operationsInFlight());
        done(port.updateBackend(port.describe(), WEB, first.with(Mode.DRAIN)));
        assertEquals(Set.of(first.with(Mode.DRAIN), SECOND, SPARE), backends(WEB));
    }

    // Health

    @Test
    void onlyBackendsThatAreNotOkAreNamedAsUnhealthy() {
        assertEquals(BackendHealth.OK, port.health(WEB, first));

        fixture.failHealthChecks(WEB, first);

        fixture.await("it fails", () -> port.health(WEB, first) == BackendHealth.CRITICAL);
        assertEquals(Map.of(first.name(), BackendHealth.CRITICAL), port.unhealthyBackends(WEB));
        assertEquals(Map.of(), port.unhealthyBackends(API));
        assertEquals(BackendHealth.OK, port.health(WEB, SECOND));

        fixture.passHealthChecks(WEB, first);

        fixture.await("it answers", () -> port.health(WEB, first) == BackendHealth.OK);
        assertEquals(Map.of(), port.unhealthyBackends(WEB));
    }

    @Test
    void aBackendThatWasJustAddedIsNotOkBeforeAHealthCheck() {
        done(port.addBackend(port.describe(), WEB, another));

        assertNotEquals(BackendHealth.OK, port.health(WEB, another));
        assertEquals(Set.of(another.name()), port.unhealthyBackends(WEB).keySet());

        fixture.passHealthChecks(WEB, another);

        fixture.await("it answers", () -> port.unhealthyBackends(WEB).isEmpty());
        assertEquals(BackendHealth.OK, port.health(WEB, another));
    }

    @Test
    void aBackendThatComesBackIsNotOkBeforeAHealthCheck() {
        done(port.removeBackend(port.describe(), WEB, first));
        done(port.addBackend(port.describe(), WEB, first));

        assertEquals(Set.of(first.name()), port.unhealthyBackends(WEB).keySet());
    }

    @Test
    void aDrainedBackendIsAsHealthyAsItWas() {
        done(port.updateBackend(port.describe(), WEB, first.with(Mode.DRAIN)));

        assertEquals(BackendHealth.OK, port.health(WEB, first));
        assertEquals(Map.of(), port.unhealthyBackends(WEB));
    }

    // Failures

    @Test
    void aCallThatFailsHasItsOutcomeAndTheNextOneIsAnswered() {
        for (Outcome outcome : List.of(
                Outcome.THROTTLED, Outcome.UNAVAILABLE, Outcome.UNKNOWN, Outcome.UNAUTHENTICATED, Outcome.NOT_FOUND)) {
            fixture.failNextDescribe(outcome);

            Refused.with(outcome, port::describe);
            assertEquals(port.id(), port.describe().id());
        }
    }

    @Test
    void whetherAnUpdateOfUnknownOutcomeArrivedShowsWhenItIsRead() {
        fixture.loseNextUpdate();
        Refused.with(Outcome.UNKNOWN, () -> port.updateBackend(port.describe(), WEB, first.with(Mode.DRAIN)));
        assertEquals(List.of(), port.operationsInFlight());
        assertEquals(first, backend(first));

        fixture.loseAnswerOfNextUpdate();
        LoadBalancerDescription seen = port.describe();
        Refused.with(Outcome.UNKNOWN, () -> port.updateBackend(seen, WEB, first.with(Mode.DRAIN)));
        fixture.await("nothing is in flight", () -> port.operationsInFlight().isEmpty());
        assertEquals(first.with(Mode.DRAIN), backend(first));
        assertNotEquals(seen.revision(), port.describe().revision());
    }

    private Backend limited(Backend.Builder backend, int maxConnections) {
        return (limitsConnections() ? backend.maxConnections(maxConnections) : backend).build();
    }

    private void done(Operation begun) {
        Operation ended = ended(begun);
        assertEquals(Operation.State.SUCCEEDED, ended.state(), () -> "state of " + ended);
    }

    private Operation ended(Operation begun) {
        fixture.await("the end of " + begun, () -> port.operation(begun.id()).ended());
        return port.operation(begun.id());
    }

    private Backend backend(Backend like) {
        return port.describe()
                .backendSet(WEB)
                .flatMap(set -> set.backend(like.address(), like.port()))
                .orElseThrow();
    }

    private Set<Backend> backends(String set) {
        return Set.copyOf(port.describe().backendSet(set).orElseThrow().backends());
    }
}
