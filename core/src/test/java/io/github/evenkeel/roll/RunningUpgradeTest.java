package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.Timing;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The handle, on real time and threads. */
class RunningUpgradeTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final SmallWorld world = new SmallWorld(2);
    private final List<UpgradeEvent> events = new CopyOnWriteArrayList<>();
    private final UpgradePlan plan = PlanScheduler.onScheduler(
                    UpgradePlan.forCluster(world.cloud, world.kubernetes)
                            .withLoadBalancer(world.balancer)
                            .toVersion("v1.32.1"),
                    new RealThreadsOnVirtualTime(world.scheduler, threads))
            .withListener(UpgradeListener.of(event -> {
                events.add(event);
            }));

    private void hold(String operation) {
        world.before.put(operation, () -> {
            asked.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void awaitBringsTheReport() throws Exception {
        try (Upgrade upgrade = plan.rollNodes()) {
            assertThat(upgrade.await().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(upgrade.snapshot().state()).isEqualTo(UpgradeSnapshot.State.ENDED);
            assertThat(upgrade.completion().toCompletableFuture().get().runId()).isEqualTo(upgrade.runId());
        }
        assertThat(events).last().isInstanceOf(UpgradeEvent.Ended.class);
    }

    @Test
    void awaitForAWhileBringsNothingWhileItGoesOn() throws Exception {
        hold("cordon");
        try (Upgrade upgrade = plan.rollNodes()) {
            asked.await();
            assertThat(upgrade.await(Duration.ofMillis(1))).isEmpty();
            UpgradeSnapshot snapshot = upgrade.snapshot();
            assertThat(snapshot.state()).isEqualTo(UpgradeSnapshot.State.RUNNING);
            assertThat(snapshot.step()).contains(Step.CORDON);
            assertThat(snapshot.nodes()).isEqualTo(2);
            go.countDown();
            assertThat(upgrade.await().nodes()).hasSize(2);
        }
    }

    @Test
    void cancelIsSeenInTheSnapshotAndThrownByAwait() throws Exception {
        hold("cordon");
        try (Upgrade upgrade = plan.rollNodes()) {
            asked.await();
            upgrade.cancel();
            assertThat(upgrade.snapshot().state()).isEqualTo(UpgradeSnapshot.State.CANCELLING);
            go.countDown();
            assertThatThrownBy(upgrade::await).isInstanceOf(RunCancelledException.class);
        }
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aPauseHoldsTheRollAndCostsNoStepItsTime() throws Exception {
        hold("cordon");
        try (Upgrade upgrade = plan.rollNodes()) {
            asked.await();
            upgrade.pause();
            go.countDown();
            while (!upgrade.snapshot().waitingFor().orElse("").contains("paused")) {
                Thread.onSpinWait();
            }
            assertThat(upgrade.snapshot().state()).isEqualTo(UpgradeSnapshot.State.PAUSED);
            assertThat(world.log).contains("cordon 10.0.10.1").noneMatch(line -> line.startsWith("evict"));

            upgrade.resume();

            assertThat(upgrade.await().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        }
    }

    @Test
    void aPausedRollCanBeCancelled() throws Exception {
        hold("cordon");
        try (Upgrade upgrade = plan.rollNodes()) {
            asked.await();
            upgrade.pause();
            go.countDown();
            upgrade.cancel();
            assertThatThrownBy(upgrade::await).isInstanceOf(RunCancelledException.class);
        }
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void anErrorOfTheJvmReachesTheCallerThatWaits() {
        world.before.put("cordon", () -> {
            throw new StackOverflowError("as if");
        });
        try (Upgrade upgrade = plan.rollNodes()) {
            assertThatThrownBy(upgrade::await).isInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void interruptingAPreviewEndsItWithItsInterruptKept() {
        world.trouble.put("read nodes", SmallWorld.lost("read nodes"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(plan::preview)
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("the thread was interrupted; nothing was changed");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aWaitForEverIsOne() throws Exception {
        try (Upgrade upgrade = plan.rollNodes()) {
            assertThat(upgrade.await(ChronoUnit.FOREVER.getDuration())).isPresent();
        }
    }

    @Test
    void interruptingAwaitEndsTheWaitAndNotTheRoll() throws Exception {
        hold("cordon");
        try (Upgrade upgrade = plan.rollNodes()) {
            asked.await();
            Thread.currentThread().interrupt();
            assertThatThrownBy(upgrade::await).isInstanceOf(InterruptedException.class);
            go.countDown();
            assertThat(upgrade.await().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        }
    }

    @Test
    void aSnapshotTellsOfTheNodesUnderWay() throws Exception {
        hold("cordon");
        try (Upgrade upgrade = plan.rollNodes()) {
            asked.await();

            assertThat(upgrade.snapshot().nodesUnderWay()).singleElement().satisfies(node -> {
                assertThat(node.node()).isEqualTo("10.0.10.1");
                assertThat(node.step()).contains(Step.CORDON);
            });
            go.countDown();
            upgrade.await();
            assertThat(upgrade.snapshot().nodesUnderWay()).isEmpty();
        }
    }

    @Test
    void closeCancelsAndWaits() throws Exception {
        hold("cordon");
        Upgrade upgrade = plan.rollNodes();
        asked.await();
        go.countDown();
        upgrade.close();
        assertThat(upgrade.snapshot().state()).isEqualTo(UpgradeSnapshot.State.ENDED);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void closeLeavesNoThread() throws Exception {
        hold("cordon");
        Upgrade upgrade = probed(() -> new ProbeResult(true, "")).rollNodes();
        asked.await();
        go.countDown();

        upgrade.close();

        assertThat(threads).extracting(Thread::getName).contains("evenkeel-roll", "evenkeel-probe", "evenkeel-look");
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    /** With a probe that looks every day, as time flies for the roll alone. */
    private UpgradePlan probed(AvailabilityProbe probe) {
        return plan.withProbe(probe)
                .withTiming(Timing.defaults().withCalls(calls -> calls.withProbeInterval(Duration.ofDays(1))));
    }

    /** The probe looks on its own thread and on real time; none of its looks gets old in the time of this roll. */
    @Test
    void anApplicationThatFailsJustBeforeTheDeletionKeepsTheNodeFromIt() {
        CountDownLatch failed = new CountDownLatch(4); // by the fourth look, three in a row have ended
        AtomicBoolean down = new AtomicBoolean();
        world.before.put("read work requests", () -> {
            if (world.log.contains("evict web-1") && down.compareAndSet(false, true)) {
                try {
                    failed.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        Upgrade upgrade = plan.withProbe(() -> {
                    if (down.get()) {
                        failed.countDown();
                    }
                    return new ProbeResult(!down.get(), "HTTP 503");
                })
                .withTiming(Timing.defaults().withCalls(calls -> calls.withProbeInterval(Duration.ofMillis(1))
                        .withProbe(Duration.ofHours(1))))
                .rollNodes();

        assertThatThrownBy(upgrade::await).hasMessageContaining("HTTP 503");

        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aStageThatDependsOnTheCompletionHoldsNoCallerUp() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        hold("cordon");
        try (Upgrade upgrade = plan.rollNodes()) {
            asked.await();
            CompletionStage<Void> dependent = upgrade.completion().thenAccept(report -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            go.countDown();

            assertThat(upgrade.await(Duration.ofSeconds(30))).isPresent();

            assertThat(dependent.toCompletableFuture()).isNotDone();
            release.countDown();
        }
    }

    @Test
    void anInterruptedCallerHasTheHandleAtOnceAndTheRollGoesOn() throws Exception {
        Thread.currentThread().interrupt();

        try (Upgrade upgrade = plan.rollNodes()) {
            assertThatThrownBy(upgrade::await).isInstanceOf(InterruptedException.class);
            assertThat(upgrade.await(Duration.ofSeconds(30))).isPresent();
        }
    }

    @Test
    void aRefusalComesFromTheHandle() throws Exception {
        SmallLock lock = new SmallLock();
        lock.isTakenBy("another run");
        lock.isRenewedAtEveryLook();

        try (Upgrade upgrade = plan.withLock(lock).rollNodes()) {
            assertThatThrownBy(upgrade::await)
                    .isInstanceOf(PlanRefusedException.class)
                    .hasMessageContaining("another run");
            assertThat(upgrade.snapshot().state()).isEqualTo(UpgradeSnapshot.State.ENDED);
        }
        assertThat(world.log).isEmpty();
    }

    @Test
    void aCancelBeforeTheRunHasItsLockEndsIt() throws Exception {
        SmallLock lock = new SmallLock();
        lock.fails(0, 1_000);
        List<UpgradeEvent> events = new CopyOnWriteArrayList<>();

        try (Upgrade upgrade = plan.withLock(lock)
                .withListener(UpgradeListener.of(events::add))
                .rollNodes()) {
            upgrade.cancel();

            assertThatThrownBy(upgrade::await).isInstanceOf(RunCancelledException.class);
            assertThat(events).last().isInstanceOfSatisfying(UpgradeEvent.Ended.class, end -> assertThat(end.report())
                    .returns(UpgradeReport.Outcome.CANCELLED, UpgradeReport::outcome)
                    .returns(upgrade.runId(), UpgradeReport::runId));
        }
        assertThat(world.log).isEmpty();
    }

    @Test
    void recoveringARunThatHasEndedGivesItsReportAndDoesNothing() throws Exception {
        UpgradePlan named = plan.withJournal(world.journal).withRunId("nightly-7");
        UpgradeReport first;
        try (Upgrade upgrade = named.recover()) {
            assertThat(upgrade.runId()).isEqualTo("nightly-7");
            first = upgrade.await();
        }
        List<String> done = List.copyOf(world.log);

        try (Upgrade again = named.recover()) {
            UpgradeReport report = again.await();

            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(report.runId()).isEqualTo("nightly-7");
            assertThat(report.nodes())
                    .extracting(NodeReport::node)
                    .containsExactlyElementsOf(
                            first.nodes().stream().map(NodeReport::node).toList());
        }
        assertThat(world.log).isEqualTo(done);
    }

    @Test
    void recoveringARunThatHasFailedThrowsWhatItThrew() throws Exception {
        UpgradePlan named = plan.withJournal(world.journal).withRunId("nightly-7");
        world.before.put("replace node", () -> {
            throw SmallWorld.rejected("replace node");
        });
        assertThatThrownBy(() -> named.rollNodes().await()).isInstanceOf(RunFailedException.class);
        world.before.clear();
        List<String> done = List.copyOf(world.log);

        assertThatThrownBy(() -> named.recover().await())
                .isInstanceOfSatisfying(
                        RunFailedException.class,
                        e -> assertThat(e.failure().orElseThrow().step()).isEqualTo(Step.DELETE_NODE));
        assertThat(world.log).isEqualTo(done);
    }

    @Test
    void aRunOfAnotherIdThatHasNotEndedIsNotGoneOnWith() {
        UpgradePlan kept = plan.withJournal(world.journal);
        world.before.put("evict", () -> {
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(() -> kept.withRunId("one").rollNodes().await()).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();

        assertThatThrownBy(() -> kept.withRunId("two").recover().await())
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("run one", "run two");
    }

    @Test
    void aListenerMayCloseTheUpgrade() throws Exception {
        CompletableFuture<Upgrade> handle = new CompletableFuture<>();
        hold("replace node");
        UpgradePlan closing = plan.withListener(new UpgradeListener() {
            @Override
            public void onPodEvicted(UpgradeEvent.PodEvicted event) {
                handle.join().close();
            }
        });
        Upgrade upgrade = closing.rollNodes();
        handle.complete(upgrade);
        while (upgrade.snapshot().state() == UpgradeSnapshot.State.RUNNING) {
            Thread.onSpinWait(); // the listener has a thread of its own
        }
        go.countDown();
        assertThatThrownBy(upgrade::await).isInstanceOf(RunCancelledException.class);
    }
}
