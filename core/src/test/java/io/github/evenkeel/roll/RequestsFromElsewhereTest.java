package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.Approval;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.NodeReport.Result;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot.State;
import io.github.evenkeel.journal.ObservedJournal;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PlannedGate;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunRequest.Kind;
import io.github.evenkeel.spi.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests that another process writes into the lock of a run. */
class RequestsFromElsewhereTest {
    private final SmallWorld world = new SmallWorld(2);
    private final SmallLock lock = new SmallLock();
    private final List<UpgradeListener> listeners = new ArrayList<>();
    private final List<AnsweredRequest> events = new ArrayList<>();
    private Runnable onPause = () -> {};
    private Runnable onGate = () -> {};
    private List<PlannedGate> gates = List.of();
    private @Nullable Waits last;

    RequestsFromElsewhereTest() {
        listeners.add(new UpgradeListener() {
            @Override
            public void onRequestAnswered(UpgradeEvent.RequestAnswered event) {
                events.add(event.answer());
            }

            @Override
            public void onWaiting(UpgradeEvent.Waiting event) {
                if (event.waitingFor().contains("paused")) {
                    onPause.run();
                } else if (event.waitingFor().contains("gate release-manager waits")) {
                    onGate.run();
                }
            }
        });
    }

    private PlanSpec spec(@Nullable Journal journal) {
        world.listeners = listeners;
        world.gates = gates;
        return world.spec(new Durability(journal, lock, null));
    }

    private Roll begin() {
        return prepared(SessionOpening.anew(spec(world.journal)));
    }

    private Roll goOn() {
        return prepared(SessionOpening.toGoOn(spec(world.journal)));
    }

    private Roll prepared(RunSession session) {
        Roll roll = new Roll(session);
        last = session.scope().waits();
        roll.prepare();
        return roll;
    }

    private void crash(Roll roll) {
        assertThatThrownBy(roll::run).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();
    }

    private void crashAt(String operation) {
        world.before.put(operation, () -> {
            throw new SmallWorld.Crash();
        });
    }

    private RunRequest.Builder request(Roll roll, String id, Kind kind) {
        return RunRequest.builder(kind, "jane").id(id).runId(roll.runId());
    }

    private void carry(Roll roll, String id, Kind kind) {
        lock.carries(request(roll, id, kind).build());
    }

    private void whenPaused(Runnable work) {
        onPause = work;
    }

    private static List<String> texts(List<AnsweredRequest> answers) {
        return answers.stream().map(AnsweredRequest::toString).toList();
    }

    @Test
    void aPauseAndAResumeReachTheRunAndAreAnswered() {
        Roll roll = begin();
        world.before.put("evict", () -> carry(roll, "p", Kind.PAUSE));
        List<State> states = new ArrayList<>();
        whenPaused(() -> {
            states.add(roll.snapshot(State.RUNNING).state());
            world.before.clear();
            carry(roll, "r", Kind.RESUME);
        });

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(states).containsExactly(State.PAUSED);
        assertThat(texts(roll.snapshot(State.ENDED).requests()))
                .containsExactly("PAUSE by jane: applied", "RESUME by jane: applied");
        assertThat(events).isEqualTo(roll.snapshot(State.ENDED).requests());
        assertThat(lock.state().requests()).isEmpty();
        RunStatus published = lock.state().run().orElseThrow();
        assertThat(published.runId()).isEqualTo(roll.runId());
        assertThat(published.state()).isEqualTo(RunStatus.ENDED);
        assertThat(published.nodesDone()).isEqualTo(2);
        assertThat(published.answered()).isEqualTo(events);
        assertThat(world.journal.read().entries().get("requests")).contains("count=2", "jane", "PAUSE", "RESUME");
    }

    @Test
    void aRunIsKnownByItsLockSoonAfterItHasBegun() {
        Roll roll = begin();
        List<RunStatus> published = new ArrayList<>();
        world.before.put("cordon", () -> lock.state().run().ifPresent(published::add));

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(published.get(0).runId()).isEqualTo(roll.runId());
        assertThat(published.get(0).nodes()).isEqualTo(2);
    }

    @Test
    void aStopFinishesTheNodeAndBeginsNoOther() {
        Roll roll = begin();
        world.before.put("evict", () -> carry(roll, "s", Kind.STOP));

        RunCancelledException e = catchThrowableOfType(RunCancelledException.class, roll::run);

        UpgradeReport report = e.upgradeReport().orElseThrow();
        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.CANCELLED);
        assertThat(report.failure()).isEmpty();
        assertThat(report.nodes()).extracting(NodeReport::result).containsExactly(Result.REPLACED, Result.UNTOUCHED);
        assertThat(world.allServe()).isTrue();
        assertThat(world.log).noneMatch(line -> line.startsWith("uncordon"));
        world.before.clear();
        assertThat(begin().run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.log.stream().filter(line -> line.startsWith("delete"))).hasSize(2);
    }

    @Test
    void aStopBeforeTheFirstNodeTouchesNone() {
        Roll roll = begin();
        Objects.requireNonNull(last).stop();

        RunCancelledException e = catchThrowableOfType(RunCancelledException.class, roll::run);

        assertThat(e.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .containsOnly(Result.UNTOUCHED);
        assertThat(world.log).isEmpty();
    }

    @Test
    void aStopThatWasAcknowledgedIsKeptByTheProcessThatRecovers() {
        Roll roll = begin();
        world.before.put("evict", () -> carry(roll, "s", Kind.STOP));
        crashAt("replace node");
        crash(roll);
        assertThat(roll.snapshot(State.RUNNING).state()).isEqualTo(State.STOPPING);

        Roll next = goOn();
        RunCancelledException e = catchThrowableOfType(RunCancelledException.class, next::run);

        assertThat(e.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .containsExactly(Result.REPLACED, Result.UNTOUCHED);
        assertThat(texts(next.snapshot(State.ENDED).requests())).containsExactly("STOP by jane: applied");
        assertThat(goOn().run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aStopEndsAPauseAndAPauseAfterItIsRefused() {
        Roll roll = begin();
        world.before.put("evict", () -> carry(roll, "p1", Kind.PAUSE));
        whenPaused(() -> {
            world.before.clear();
            carry(roll, "s", Kind.STOP);
            carry(roll, "p2", Kind.PAUSE);
        });

        assertThatThrownBy(roll::run).isInstanceOf(RunCancelledException.class);

        assertThat(texts(events))
                .containsExactly(
                        "PAUSE by jane: applied",
                        "STOP by jane: applied",
                        "PAUSE by jane: refused, as the run is being stopped");
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aCancelRestoresTheNode() {
        Roll roll = begin();
        world.before.put("evict", () -> carry(roll, "c", Kind.CANCEL));

        RunCancelledException e = catchThrowableOfType(RunCancelledException.class, roll::run);

        assertThat(e.upgradeReport().orElseThrow().nodes().get(0).result()).isEqualTo(Result.RESTORED);
        assertThat(lock.state().run().orElseThrow().answered()).hasSize(1);
        assertThat(lock.state().requests()).isEmpty();
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void whatCanNotBeAppliedIsRefusedAndTold() {
        Roll roll = begin();
        world.before.put("cordon", () -> {
            lock.carries(request(roll, "1", Kind.CANCEL).runId("another").build());
            lock.carries(request(roll, "2", Kind.of("FLY")).build());
            lock.carries(RunRequest.read("3", "garbage"));
            carry(roll, "4", Kind.APPROVE);
            lock.carries(request(roll, "5", Kind.APPROVE).gateId("canary").build());
        });

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(texts(events))
                .containsExactly(
                        "CANCEL by jane: refused, as it is for run another, and this is run " + roll.runId(),
                        "FLY by jane: refused, as this version does not know requests of kind FLY",
                        "UNREADABLE by unknown (no name=value): refused, as it is not of the form"
                                + " run=...&kind=PAUSE&author=...",
                        "APPROVE by jane: refused, as it names no gate",
                        "APPROVE of gate canary by jane: refused, as the plan has no gate canary; its gates are []");
        assertThat(lock.state().requests()).isEmpty();
    }

    /** The request is in the journal, and still in the lock. */
    @Test
    void anAnsweredRequestIsNotAppliedAgainByTheProcessThatRecovers() {
        Roll roll = begin();
        world.before.put("evict", () -> carry(roll, "p", Kind.PAUSE));
        whenPaused(() -> {
            world.before.clear();
            crashAt("read node");
            crashAt("replace node");
            Objects.requireNonNull(last).resume();
        });
        crash(roll);
        int pauses = events.size();
        carry(roll, "p", Kind.PAUSE); // as if the renewal after the answer had never been made

        Roll next = goOn();
        assertThat(next.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(pauses).isEqualTo(1);
        assertThat(events).hasSize(1);
        assertThat(next.snapshot(State.ENDED).requests()).hasSize(1);
        assertThat(lock.state().requests()).isEmpty();
    }

    @Test
    void aRequestThatNoProcessHasAnsweredWaitsForTheOneThatRecovers() {
        Roll roll = begin();
        crashAt("evict");
        crash(roll);
        carry(roll, "c", Kind.CANCEL);

        Roll next = goOn();
        assertThatThrownBy(next::run).isInstanceOf(RunCancelledException.class);

        assertThat(next.runId()).isEqualTo(roll.runId());
        assertThat(texts(events)).containsExactly("CANCEL by jane: applied");
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aRequestForARunThatHasEndedIsRefusedByTheNext() {
        Roll roll = begin();
        Objects.requireNonNull(last).stop();
        assertThatThrownBy(roll::run).isInstanceOf(RunCancelledException.class);
        carry(roll, "c", Kind.CANCEL);

        Roll next = begin();
        assertThat(next.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(texts(events))
                .containsExactly("CANCEL by jane: refused, as it is for run " + roll.runId() + ", and this is run "
                        + next.runId());
    }

    @Test
    void aRunWithoutAJournalAppliesARequestOnceToo() {
        Roll roll = prepared(SessionOpening.anew(spec(null)));
        world.before.put("evict", () -> carry(roll, "p", Kind.PAUSE));
        whenPaused(() -> carry(roll, "r", Kind.RESUME));

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(texts(events)).containsExactly("PAUSE by jane: applied", "RESUME by jane: applied");
    }

    @Test
    void anApprovalOpensTheGateThatWaits() {
        gates = List.of(new PlannedGate("release-manager", true, Approval.beforeEachNode("release-manager")));
        Roll roll = begin();
        int[] asked = {0};
        onGate = () -> lock.carries(request(roll, "a" + asked[0]++, Kind.APPROVE)
                .gateId("release-manager")
                .build());

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(texts(events)).hasSize(2).containsOnly("APPROVE of gate release-manager by jane: applied");
    }

    @Test
    void aStopEndsTheWaitForAGate() {
        gates = List.of(new PlannedGate("release-manager", true, Approval.beforeEachNode("release-manager")));
        Roll roll = begin();
        onGate = () -> carry(roll, "s", Kind.STOP);

        RunCancelledException e = catchThrowableOfType(RunCancelledException.class, roll::run);

        assertThat(e.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .containsOnly(Result.UNTOUCHED);
        assertThat(world.log).noneMatch(line -> line.startsWith("cordon"));
    }

    /** Until then, another process has to find it in the lock. */
    @Test
    void aRequestStaysInTheLockUntilItsAnswerIsInTheJournal() {
        AtomicBoolean full = new AtomicBoolean();
        Roll roll = prepared(SessionOpening.anew(spec(ObservedJournal.onDisk(world.journal, full::get))));
        List<List<RunRequest>> inTheLock = new ArrayList<>();
        world.before.put("evict", () -> {
            full.set(true);
            carry(roll, "c", Kind.CANCEL);
        });
        world.before.put("uncordon", () -> {
            inTheLock.add(lock.state().requests());
            assertThat(events).isEmpty();
        });
        world.before.put("update backend", () -> full.set(false));

        assertThatThrownBy(roll::run).isInstanceOf(RunCancelledException.class);

        assertThat(inTheLock).singleElement().satisfies(requests -> assertThat(requests)
                .hasSize(1));
        assertThat(texts(events)).containsExactly("CANCEL by jane: applied");
        assertThat(lock.state().requests()).isEmpty();
    }

    @Test
    void aNewRunKnowsNothingOfTheAnswersOfAnEarlierOne() {
        Roll roll = begin();
        world.before.put("evict", () -> carry(roll, "s", Kind.STOP));
        assertThatThrownBy(roll::run).isInstanceOf(RunCancelledException.class);
        world.before.clear();

        Roll next = begin();
        assertThat(next.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(next.snapshot(State.ENDED).requests()).isEmpty();
        assertThat(world.journal.read().entries()).doesNotContainKey("requests");
    }

    @Test
    void theLatestAnswersAreKept() {
        Roll roll = begin();
        int[] round = {0};
        world.before.put("read node", () -> {
            for (int i = 0; i < 16 && round[0] < 5; i++) {
                carry(roll, "r" + round[0] + "-" + i, Kind.RESUME);
            }
            round[0]++;
        });

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(events).hasSizeGreaterThan(50);
        assertThat(roll.snapshot(State.ENDED).requests())
                .hasSize(50)
                .isEqualTo(events.subList(events.size() - 50, events.size()));
        assertThat(world.journal.read().entries().get("requests")).contains("count=50");
    }
}
