package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.ObservedJournal;
import io.github.evenkeel.journal.OpenedJournal;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One run at a time, and none that has slept through its term. */
class LockTest {
    private final SmallWorld world = new SmallWorld(2);
    private final SmallLock lock = new SmallLock();

    private PlanSpec spec(Duration deadline) {
        return spec(deadline, world.journal);
    }

    private PlanSpec spec(Duration deadline, Journal journal) {
        return world.spec(new Durability(journal, lock, deadline));
    }

    private UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private UpgradeReport run() {
        return run(SessionOpening.anew(spec(Duration.ofDays(1))));
    }

    @Test
    void isKeptThroughTheRunAndGivenUpAtItsEnd() {
        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(lock.holder()).isEmpty();
    }

    @Test
    void isRenewedByALookAtTheClusterThatTakesLongerThanATerm() {
        for (String read : List.of("read nodes", "read pods", "read budgets", "read images", "read unwell")) {
            world.before.put(read, () -> {
                if (world.log.isEmpty()) {
                    world.scheduler.sleep(SmallLock.TERM.dividedBy(3));
                }
            });
        }
        lock.isObserved(world.scheduler::elapsed);

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(lock.longestWithoutRenewal()).isLessThan(SmallLock.TERM);
    }

    @Test
    void isGivenUpAfterARefusalToo() {
        world.controlPlane = SmallWorld.NEW;
        world.poolVersion = SmallWorld.NEW;
        world.unhealthyBackends.put("10.0.10.1:80", BackendHealth.CRITICAL);
        world.unhealthyBackends.put("10.0.10.2:80", BackendHealth.CRITICAL);

        assertThatThrownBy(this::run).isInstanceOf(PlanRefusedException.class);
        assertThat(lock.holder()).isEmpty();
    }

    @Test
    void aHolderThatRenewsKeepsItHoweverLongThatTakes() {
        lock.isTakenBy("other");
        lock.isRenewedAtEveryLook();

        assertThatThrownBy(this::run)
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("lock", "runner other has it, and renews it", "wait until that run has ended");
        assertThat(world.log).isEmpty();
    }

    @Test
    void whoWasQuickerIsNamed() {
        lock.isTakenJustBeforeUsBy("quicker");

        assertThatThrownBy(this::run)
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("lock", "runner quicker has just taken it");
        assertThat(world.log).isEmpty();
    }

    @Test
    void aHolderThatRenewsNoMoreKeepsItForOneTerm() {
        lock.isTakenBy("dead");
        Duration before = world.scheduler.elapsed();

        SessionOpening.anew(spec(Duration.ofDays(1)));

        assertThat(world.scheduler.elapsed().minus(before)).isEqualTo(SmallLock.TERM);
    }

    @Test
    void aServiceThatFailsForAMomentIsAskedAgain() {
        lock.fails(0, 3);

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aServiceThatFailsForLongIsQuotedAndNoHolderIsBlamed() {
        lock.fails(0, Integer.MAX_VALUE);
        Duration before = world.scheduler.elapsed();

        assertThatThrownBy(this::run)
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("lock", "UNAVAILABLE: HTTP 503 (request req-7)", "try again later")
                .hasMessageNotContaining("wait until that run");
        assertThat(world.scheduler.elapsed().minus(before))
                .isBetween(
                        Timing.defaults().calls().patience(),
                        Timing.defaults().calls().patience().multipliedBy(2));
        assertThat(world.log).isEmpty();
    }

    @Test
    void whoLosesTheAnswerTakesWhatItHasWithoutWaitingForATerm() {
        lock.losesTheAnswer();
        Duration before = world.scheduler.elapsed();

        SessionOpening.anew(spec(Duration.ofDays(1)));

        assertThat(world.scheduler.elapsed().minus(before)).isLessThan(SmallLock.TERM.dividedBy(2));
    }

    @Test
    void aLookThatFailsWhileAHolderIsWatchedDoesNotBeginTheWatchAnew() {
        lock.isTakenBy("dead");
        Duration before = world.scheduler.elapsed();
        lock.fails(5, 2);

        SessionOpening.anew(spec(Duration.ofDays(1)));

        assertThat(world.scheduler.elapsed().minus(before)).isEqualTo(SmallLock.TERM);
    }

    @Test
    void aJournalThatFailsForAMomentIsAskedAgainAndTheLockIsKeptMeanwhile() {
        lock.isObserved(world.scheduler::elapsed);
        Duration until = world.scheduler.elapsed().plus(SmallLock.TERM.multipliedBy(2));
        AtomicInteger losses = new AtomicInteger();
        Journal journal = new Journal() {
            @Override
            public String place() {
                return "a place";
            }

            @Override
            public Scope scope() {
                return Scope.PROCESS;
            }

            @Override
            public Contents read() {
                if (world.scheduler.elapsed().compareTo(until) < 0) {
                    throw SmallWorld.lost("read journal");
                }
                return world.journal.read();
            }

            @Override
            public Writer open(String writer, Contents seen, Map<String, String> first) {
                if (losses.incrementAndGet() < 4) {
                    throw SmallWorld.lost("open journal");
                }
                return world.journal.open(writer, seen, first);
            }
        };

        RunSession session = SessionOpening.anew(spec(Duration.ofDays(1), journal));

        assertThat(run(session).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(lock.longestWithoutRenewal()).isLessThan(SmallLock.TERM);
    }

    @Test
    void aRunThatSleptThroughItsTermChangesNothingMore() {
        world.before.put("read budgets", () -> {
            if (world.log.contains("cordon 10.0.10.1")) {
                world.scheduler.sleep(Duration.ofMinutes(10));
                lock.isTakenBy("other");
            }
        });

        RunFailedException stopped = catchThrowableOfType(RunFailedException.class, this::run);

        assertThat(stopped).hasMessageContaining("this run has lost its lock");
        assertThat(world.log).last().isEqualTo("cordon 10.0.10.1");
        assertThat(stopped.failure().orElseThrow().manualSteps())
                .anySatisfy(left -> assertThat(left.what()).contains("uncordon node 10.0.10.1"))
                .anySatisfy(left -> assertThat(left.what()).contains("10.0.10.1:80"));
        assertThat(lock.holder()).isPresent();
        assertThat(world.journal.read().entries().get("run")).contains("state=UNDERWAY");

        world.before.clear();
        lock.isTakenBy("dead");
        assertThat(run(SessionOpening.toGoOn(spec(Duration.ofDays(1)))).outcome())
                .isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aRunThatSleptThroughItsTermInThePreflightLeavesTheJournalToTheRunThatHasTheLock() {
        world.before.put("read budgets", () -> {
            world.before.clear();
            world.scheduler.sleep(Duration.ofMinutes(10));
            lock.isTakenBy("other");
        });
        Journal.Contents before = world.journal.read();

        assertThatThrownBy(this::run)
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("journal in memory", "this run has lost its lock");

        assertThat(world.journal.read()).isEqualTo(before);
        assertThat(world.log).isEmpty();
    }

    @Test
    void whatTheRunThatHasTheJournalByNowWillSettleIsNotLeftToAPerson() {
        world.before.put("update backend", () -> {
            world.before.clear();
            OpenedJournal.by("other", world.journal).close();
            throw SmallWorld.rejected("update backend");
        });

        RunFailedException stopped = catchThrowableOfType(RunFailedException.class, this::run);

        assertThat(stopped.failure().orElseThrow().manualSteps()).isEmpty();
        assertThat(stopped.failure().orElseThrow().rolledBack())
                .as("nothing was drained")
                .isEmpty();
    }

    @Test
    void anEntryThatCanNotBeTakenAwayIsForAResumeToSettle() {
        world.before.put("update backend", () -> {
            world.before.clear();
            full = true;
            throw SmallWorld.rejected("update backend");
        });
        PlanSpec spec = spec(Duration.ofDays(1), fullJournal());

        RunFailedException stopped =
                catchThrowableOfType(RunFailedException.class, () -> run(SessionOpening.anew(spec)));

        assertThat(stopped.failure().orElseThrow().manualSteps())
                .singleElement()
                .extracting(ManualStep::what)
                .asString()
                .contains("node 10.0.10.1", "is as it was", "disk full", "recover()")
                .doesNotContain("take");
        full = false;
        assertThat(run(SessionOpening.toGoOn(spec)).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    private boolean full;

    private Journal fullJournal() {
        return ObservedJournal.onDisk(world.journal, () -> full);
    }

    @Test
    void anotherWriterOfTheJournalEndsTheRunAsWell() {
        world.before.put(
                "cordon", () -> OpenedJournal.by("other", world.journal).close());

        RunFailedException stopped = catchThrowableOfType(RunFailedException.class, this::run);

        assertThat(stopped).hasMessageContaining("another run has opened it");
        assertThat(world.log).last().isEqualTo("cordon 10.0.10.1");
    }

    @Test
    void theTimeForTheWholeRunEndsItWithoutLeavingANodeHalfDone() {
        RunFailedException stopped = catchThrowableOfType(
                RunFailedException.class, () -> run(SessionOpening.anew(spec(Duration.ofMinutes(11)))));

        assertThat(stopped).hasMessageContaining("the run: expected ended within 11m");
        assertThat(world.allServe()).isTrue();
        assertThat(lock.holder()).isEmpty();
        assertThat(List.of(stopped.failure().orElseThrow().manualSteps())).containsExactly(List.of());
    }
}
