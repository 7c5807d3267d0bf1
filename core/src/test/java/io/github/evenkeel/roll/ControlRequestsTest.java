package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.UpgradeSnapshot.State;
import io.github.evenkeel.journal.ObservedJournal;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PoolSelection;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.NodeCycling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was asked of a run, and acknowledged, outlives its process. */
class ControlRequestsTest {
    private final SmallWorld world = new SmallWorld(2);
    private final List<UpgradeListener> listeners = new ArrayList<>();
    private @Nullable Waits last;

    private PlanSpec spec(Journal journal, @Nullable Duration deadline, DrainPolicy policy, Set<String> pools) {
        PlanSpec spec = world.spec();
        return new PlanSpec(
                spec.cluster(),
                spec.workloads(),
                spec.loadBalancers(),
                spec.target(),
                new PoolSelection(pools, NodeCycling.OFF, Map.of()),
                spec.probes(),
                listeners,
                spec.timing(),
                policy,
                Rollout.oneAtATime(),
                spec.scheduler(),
                new Durability(journal, null, deadline));
    }

    private PlanSpec spec(@Nullable Duration deadline) {
        return spec(world.journal, deadline, DrainPolicy.defaults(), Set.of());
    }

    private Roll begin() {
        return prepared(SessionOpening.anew(spec(null)));
    }

    private Roll goOn(@Nullable Duration deadline) {
        return prepared(SessionOpening.toGoOn(spec(deadline)));
    }

    private Roll prepared(RunSession session) {
        Roll roll = new Roll(session);
        last = session.scope().waits();
        roll.prepare();
        return roll;
    }

    /** The waits of the session that was opened last: a handle of the run asks there. */
    private Waits waits() {
        return Objects.requireNonNull(last);
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

    private static State state(Roll roll) {
        return roll.snapshot(State.RUNNING).state();
    }

    @Test
    void aCancelThatWasAcknowledgedIsKeptByTheProcessThatRecovers() {
        Roll roll = begin();
        world.before.put("evict", () -> waits().cancel());
        crashAt("uncordon");
        crash(roll);
        assertThat(state(roll)).isEqualTo(State.CANCELLING);
        int before = world.log.size();

        RunCancelledException e = catchThrowableOfType(
                RunCancelledException.class, () -> goOn(null).run());

        assertThat(e.upgradeReport().orElseThrow().nodes().get(0).result()).isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.log.subList(before, world.log.size()))
                .containsExactly("uncordon 10.0.10.1", "undrain 10.0.10.1:80");
        assertThat(world.allServe()).isTrue();

        assertThat(begin().run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aNodeThatWasBeingReplacedWhenItWasCancelledIsFinished() {
        Roll roll = begin();
        world.before.put("replace node", () -> waits().cancel());
        crashAt("find node");
        crash(roll);

        RunCancelledException e = catchThrowableOfType(
                RunCancelledException.class, () -> goOn(null).run());

        assertThat(e.upgradeReport().orElseThrow().nodes().get(0).result()).isEqualTo(NodeReport.Result.REPLACED);
        assertThat(world.log.stream().filter(line -> line.startsWith("delete"))).hasSize(1);
        assertThat(world.allServe()).isTrue();
        assertThat(goOn(null).run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aRunThatWasPausedGoesOnPaused() {
        List<UpgradeSnapshot> snapshots = new ArrayList<>();
        listeners.add(new UpgradeListener() {
            @Override
            public void onWaiting(UpgradeEvent.Waiting event) {
                if (event.waitingFor().contains("paused")) {
                    throw new SmallWorld.Crash();
                }
            }
        });
        Roll crashing = begin();
        world.before.put("cordon", () -> waits().pause());
        crash(crashing);
        assertThat(state(crashing)).isEqualTo(State.PAUSED);
        listeners.clear();
        Roll[] next = new Roll[1];
        listeners.add(new UpgradeListener() {
            @Override
            public void onWaiting(UpgradeEvent.Waiting event) {
                if (event.waitingFor().contains("paused")) {
                    snapshots.add(next[0].snapshot(State.RUNNING));
                    waits().resume();
                }
            }
        });
        next[0] = goOn(null);

        assertThat(next[0].run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(snapshots).extracting(UpgradeSnapshot::state).containsExactly(State.PAUSED);
        assertThat(state(next[0])).isEqualTo(State.RUNNING);
    }

    /** A wish that is not written down is not acknowledged, and heeded all the same. */
    @Test
    void aCancelThatCanNotBeWrittenDownIsNotAcknowledged() {
        AtomicBoolean full = new AtomicBoolean();
        Roll roll = prepared(SessionOpening.anew(
                spec(ObservedJournal.onDisk(world.journal, full::get), null, DrainPolicy.defaults(), Set.of())));
        List<State> told = new ArrayList<>();
        world.before.put("evict", () -> {
            full.set(true);
            waits().cancel();
        });
        world.before.put("uncordon", () -> told.add(state(roll)));
        world.before.put("update backend", () -> {
            full.set(false);
        });

        assertThatThrownBy(roll::run).isInstanceOf(RunCancelledException.class);

        assertThat(told).containsExactly(State.RUNNING);
        assertThat(state(roll)).isEqualTo(State.CANCELLING);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void theTimeForTheWholeRunCountsOnInAnotherProcess() {
        Duration deadline = Duration.ofMinutes(12);
        Roll roll = prepared(SessionOpening.anew(spec(deadline)));
        Duration begin = world.scheduler.elapsed();
        crashAt("replace node");
        crash(roll);
        Duration spent = world.scheduler.elapsed().minus(begin);
        assertThat(spent).isBetween(Duration.ofMinutes(11), deadline);
        begin = world.scheduler.elapsed();

        RunFailedException e = catchThrowableOfType(
                RunFailedException.class, () -> goOn(deadline).run());

        assertThat(e).hasMessageContaining("the run: expected ended within 12m");
        assertThat(world.scheduler.elapsed().minus(begin).plus(spent)).isLessThan(deadline.plusMinutes(8));
        assertThat(world.allServe()).isTrue();
        assertThat(goOn(deadline).run().outcome())
                .as("its time begins anew, as it had ended")
                .isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void anotherPlanIsRefusedAndTheDifferencesAreNamed() {
        crashAt("evict");
        crash(begin());

        assertThatThrownBy(() -> SessionOpening.toGoOn(
                        spec(world.journal, null, DrainPolicy.defaults(), Set.of("other", "one"))))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("of another plan", "node pools 'one other' instead of ''");
        assertThat(world.log).last().isEqualTo("cordon 10.0.10.1");
    }

    @Test
    void anotherDrainPolicyIsNamedAndCounts() {
        crashAt("evict");
        crash(begin());
        DrainPolicy policy = DrainPolicy.defaults().overridingBudgetsAfter(Duration.ofMinutes(3));

        Roll roll = prepared(SessionOpening.toGoOn(spec(world.journal, null, policy, Set.of())));

        assertThat(roll.run().warnings()).anySatisfy(warning -> assertThat(warning.toString())
                .contains("drain policy", "deletes past budgets after 180 s", "gives up emptyDir data"));
    }

    @Test
    void aJournalThatFailsForAMomentAfterTheDeletionIsWaitedForInSpiteOfACancel() {
        AtomicBoolean full = new AtomicBoolean();
        listeners.add(UpgradeListener.of(event -> {
            if (event instanceof UpgradeEvent.Retrying) {
                full.set(false);
            }
        }));
        Roll roll = prepared(SessionOpening.anew(
                spec(ObservedJournal.onDisk(world.journal, full::get), null, DrainPolicy.defaults(), Set.of())));
        world.before.put(
                "find node",
                () -> { // its successor is looked for: the node is deleted
                    waits().cancel();
                    full.set(true);
                });
        RunCancelledException e = catchThrowableOfType(RunCancelledException.class, roll::run);

        assertThat(e.upgradeReport().orElseThrow().nodes().get(0).result()).isEqualTo(NodeReport.Result.REPLACED);
    }
}
