package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunLock.Held;
import io.github.evenkeel.spi.RunLock.Holder;
import io.github.evenkeel.spi.RunLock.Update;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunRequest.Kind;
import io.github.evenkeel.spi.RunStatus;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Contract tests of a {@code RunLock} that carries requests. */
public abstract class RunLockRequestsContract extends RunLockContract {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    /** For subclasses. */
    protected RunLockRequestsContract() {}

    private static RunStatus run(String id) {
        return RunStatus.builder(id, "RUNNING").nodesDone(1).nodes(3).build();
    }

    private static Update published(RunStatus run, String... answered) {
        return new Update(Optional.of(run), Set.of(answered));
    }

    private static RunRequest request(String id) {
        return RunRequest.builder(Kind.PAUSE, "jane").id(id).build();
    }

    private Outcome refused(RunRequest request) {
        return assertThrows(ServiceException.class, () -> lock().request(request))
                .outcome();
    }

    private Held held() {
        Held held = lock().take("a", Optional.empty());
        held.renew(published(run("run-1")));
        return held;
    }

    @Test
    void aRequestReachesTheHolderWithEachRenewalUntilItIsAnswered() {
        Held held = held();
        RunRequest request = RunRequest.builder(Kind.APPROVE, "Jané Doe <jane@example.com>")
                .id("a-1")
                .runId("run-1")
                .at(NOON)
                .gateId("canary & more")
                .build();

        lock().request(request);

        assertEquals(List.of(request), held.renew(Update.NOTHING).waiting());
        assertEquals(List.of(request), held.renew(published(run("run-1"))).waiting());
        assertEquals(List.of(request), lock().state().requests());
        assertEquals(List.of(), held.renew(published(run("run-1"), "a-1")).waiting());
        assertEquals(List.of(), lock().state().requests());
        assertEquals(List.of(), held.renew(Update.NOTHING).waiting());
    }

    @Test
    void aRequestThatNamesNoRunIsForTheOneThatHoldsTheLock() {
        Held held = held();

        lock().request(request("1"));

        assertEquals(
                List.of(request("1").toBuilder().runId("run-1").build()),
                held.renew(Update.NOTHING).waiting());
    }

    @Test
    void aRequestOfAKindThatOnlyALaterVersionKnowsReachesTheHolder() {
        Held held = held();

        lock().request(request("1").toBuilder().kind(Kind.of("SLOW_DOWN")).build());

        assertEquals(
                "SLOW_DOWN", held.renew(Update.NOTHING).waiting().get(0).kind().id());
    }

    @Test
    void aRequestThatIsWrittenAgainIsTheSameRequest() {
        Held held = held();

        lock().request(request("1"));
        lock().request(request("1").toBuilder().author("jim").build());

        assertEquals(
                List.of("jane"),
                held.renew(Update.NOTHING).waiting().stream()
                        .map(RunRequest::author)
                        .toList());
    }

    @Test
    void requestsOfSeveralAreAllThere() {
        Held held = held();

        lock().request(request("1"));
        held.renew(Update.NOTHING);
        lock().request(request("2"));
        lock().request(request("3"));

        assertEquals(
                List.of("1", "2", "3"),
                held.renew(Update.NOTHING).waiting().stream()
                        .map(RunRequest::id)
                        .sorted()
                        .toList());
        assertEquals(
                List.of("1", "3"),
                held.renew(new Update(Optional.empty(), Set.of("2"))).waiting().stream()
                        .map(RunRequest::id)
                        .sorted()
                        .toList());
    }

    @Test
    void aRequestIsRefusedUnlessTheRightRunHoldsTheLock() {
        assertEquals(Outcome.NOT_FOUND, refused(request("1")));
        Held held = lock().take("a", Optional.empty());
        assertEquals(Outcome.CONFLICT, refused(request("1")));
        held.renew(published(run("run-1")));
        assertEquals(
                Outcome.CONFLICT,
                refused(request("1").toBuilder().runId("run-2").build()));
        held.release(published(run("run-1").ended()));
        assertEquals(Outcome.NOT_FOUND, refused(request("1")));

        assertEquals(List.of(), lock().state().requests());
    }

    @Test
    void noMoreWaitThanTheHolderCanRemember() {
        Held held = held();
        for (int i = 0; i < RunLock.MOST_REQUESTS; i++) {
            lock().request(request("r" + i));
        }

        assertEquals(Outcome.REJECTED, refused(request("more")));
        lock().request(request("r1"));
        held.renew(new Update(Optional.empty(), Set.of("r0", "r1")));
        lock().request(request("more"));

        assertEquals(15, lock().state().requests().size());
    }

    @Test
    void aRequestNeitherCostsTheHolderItsLockNorRenewsIt() {
        Held held = held();
        Optional<Holder> seen = lock().holder();

        lock().request(request("1"));

        assertEquals(seen, lock().holder());
        held.renew();
        seen = lock().holder();
        lock().request(request("2"));
        Held next = lock().take("b", seen);
        assertEquals(
                Outcome.DENIED,
                assertThrows(ServiceException.class, held::renew).outcome());
        next.renew();
    }

    @Test
    void requestsWaitForTheProcessThatTakesTheLockNext() {
        held();
        lock().request(request("1"));

        Held next = lock().take("b", lock().holder());

        assertEquals(Optional.empty(), lock().state().run(), "the next process has not said yet which run it is");
        assertEquals(
                List.of("1"),
                next.renew(Update.NOTHING).waiting().stream()
                        .map(RunRequest::id)
                        .toList());
    }

    @Test
    void theStateOfTheRunIsReadBackAsItWasPublished() {
        Held held = held();
        assertEquals(Optional.of(run("run-1")), lock().state().run());
        assertEquals(lock().holder(), lock().state().holder());
        List<AnsweredRequest> answered = new ArrayList<>();
        Stream.of("1", "2")
                .forEach(id -> answered.add(new AnsweredRequest(
                        request(id).toBuilder().runId("run-1").at(NOON).build(),
                        NOON.plusSeconds(3),
                        id.equals("1") ? Optional.empty() : Optional.of("it is \"too late\"; 100% = all"))));
        RunStatus full = RunStatus.builder("run-1", "PAUSED")
                .nodesDone(2)
                .nodes(3)
                .step("EVICT")
                .object("node 10.0.0.1 & others")
                .waitingFor("the run to be resumed, as it is paused")
                .answered(answered)
                .build();

        held.renew(published(full));
        assertEquals(Optional.of(full), lock().state().run());
        held.renew();
        assertEquals(Optional.of(full), lock().state().run(), "a renewal without a state leaves it as it is");
    }

    @Test
    void theStateAndTheRequestsOutliveTheRelease() {
        Held held = held();
        lock().request(request("1"));
        lock().request(request("2"));

        held.release(published(run("run-1").ended(), "1"));

        assertEquals(Optional.empty(), lock().state().holder());
        assertEquals(Optional.of(run("run-1").ended()), lock().state().run());
        assertEquals(
                List.of("2"),
                lock().state().requests().stream().map(RunRequest::id).toList());
    }

    @Test
    void whatIsReleasedJustAfterARequestIsFree() {
        Held held = held();
        lock().request(request("1"));

        held.release();

        assertTrue(lock().holder().isEmpty());
        lock().take("b", Optional.empty());
    }

    @Test
    void aProcessThatLostTheLockRemovesNoRequest() {
        Held lost = held();
        lock().request(request("1"));
        Held now = lock().take("b", lock().holder());

        assertThrows(ServiceException.class, () -> lost.renew(published(run("run-9"), "1")));
        lost.release(published(run("run-9"), "1"));

        assertEquals(1, now.renew(Update.NOTHING).waiting().size());
        assertEquals(Optional.of("b"), lock().holder().map(Holder::runner));
    }
}
