package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates that hang, throw, and call back into the handle, on real threads. */
@Timeout(60)
class GateTroubleTest {
    private final SmallWorld world = new SmallWorld(2);
    private final CountDownLatch over = new CountDownLatch(1);
    private final CompletableFuture<Upgrade> handle = new CompletableFuture<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> waits = new CopyOnWriteArrayList<>();
    private final UpgradePlan plan = PlanScheduler.onScheduler(
                    UpgradePlan.forCluster(world.cloud, world.kubernetes)
                            .withLoadBalancer(world.balancer)
                            .toVersion("v1.32.1"),
                    new ShortCallsOfGates(new RealThreadsOnVirtualTime(world.scheduler, new CopyOnWriteArrayList<>())))
            .withListener(UpgradeListener.of(event -> {
                if (event instanceof UpgradeEvent.Waiting waiting) {
                    waits.add(waiting.waitingFor());
                }
            }));

    /** The ten seconds of a gate take a tenth of a second. */
    private record ShortCallsOfGates(Scheduler real) implements Scheduler {
        @Override
        public Instant now() {
            return real.now();
        }

        @Override
        public Duration elapsed() {
            return real.elapsed();
        }

        @Override
        public Duration jitter(Duration atMost) {
            return real.jitter(atMost);
        }

        @Override
        public Signal newSignal() {
            return real.newSignal();
        }

        @Override
        public Running start(String name, Runnable task) {
            return real.start(name, task);
        }

        @Override
        public boolean runWithin(
                Duration atMost, String name, Runnable task, Runnable interrupted, Duration interval, Runnable then) {
            Duration limit = name.equals("evenkeel-gate") ? Duration.ofMillis(atMost.toMillis() / 100) : atMost;
            return Scheduler.super.runWithin(limit, name, task, interrupted, interval, then);
        }
    }

    @AfterEach
    void letGo() {
        over.countDown();
    }

    private void hang() {
        boolean hangs = true;
        while (hangs) {
            try {
                over.await();
                hangs = false;
            } catch (InterruptedException e) {
                // It hangs.
            }
        }
    }

    private Upgrade begin(Function<GateRequest, GateDecision> decision) {
        Upgrade upgrade = plan.withGate(Gate.of("gate", request -> {
                    calls.incrementAndGet();
                    return decision.apply(request);
                }))
                .rollNodes();
        handle.complete(upgrade);
        return upgrade;
    }

    private static void awaitNews(List<String> news, String text) {
        while (news.stream().noneMatch(line -> line.contains(text))) {
            assertThat(Thread.interrupted())
                    .as("timeout while waiting for " + text)
                    .isFalse();
            Thread.onSpinWait();
        }
    }

    @Test
    void aGateThatHangsIsClosedAndNotCalledAgainUntilItsCallHasEnded() throws Exception {
        try (Upgrade upgrade = begin(request -> {
            if (calls.get() == 1) {
                hang();
            }
            return GateDecision.proceed();
        })) {
            awaitNews(waits, "the gate gives no answer within 10.0 s");
            awaitNews(waits, "an earlier call of the gate has not ended yet");
            assertThat(calls).hasValue(1);
            assertThat(world.log).isEmpty();

            over.countDown();

            assertThat(upgrade.await().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        }
    }

    @Test
    void aNodeIsPutBackIfAGateHangsAtItsDeletion() {
        try (Upgrade upgrade = begin(request -> {
            if (request.subject() == GateRequest.Subject.NODE_DELETION) {
                hang();
            }
            return GateDecision.proceed();
        })) {
            RunFailedException failure = catchThrowableOfType(RunFailedException.class, upgrade::await);

            assertThat(failure.failure().orElseThrow().actual())
                    .isEqualTo("wait: the gate gives no answer within 10.0 s");
            assertThat(failure.upgradeReport().orElseThrow().nodes().get(0).result())
                    .isEqualTo(NodeReport.Result.RESTORED);
        }
        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void aCancelEndsARollWhoseGateHangs() {
        try (Upgrade upgrade = begin(request -> {
            hang();
            return GateDecision.proceed();
        })) {
            awaitNews(waits, "the gate gives no answer");
            upgrade.cancel();
            assertThatThrownBy(upgrade::await).isInstanceOf(RunCancelledException.class);
        }
        assertThat(world.log).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalStateException.class,
                LinkageError.class,
                StackOverflowError.class,
                OutOfMemoryError.class,
                InternalError.class,
                java.io.IOException.class
            })
    void whateverAGateThrowsItIsClosedAndTheRollGoesOn(Class<? extends Throwable> kind) throws Exception {
        Throwable thrown = kind.getConstructor(String.class).newInstance("as if");
        try (Upgrade upgrade = begin(request -> {
            if (calls.get() < 3) {
                GateTroubleTest.<RuntimeException>raise(thrown);
            }
            return GateDecision.proceed();
        })) {
            assertThat(upgrade.await().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        }
        assertThat(waits).anyMatch(line -> line.endsWith("gate gate waits: the gate throws " + thrown));
    }

    @SuppressWarnings("unchecked") // as languages do that have no checked exceptions
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aGateMayCallTheHandle() throws Exception {
        try (Upgrade upgrade = begin(request -> {
            Upgrade roll = handle.join();
            roll.pause();
            assertThat(roll.snapshot().state()).isEqualTo(UpgradeSnapshot.State.PAUSED);
            roll.resume();
            assertThatThrownBy(() -> roll.approve("gate", "ada")).isInstanceOf(IllegalArgumentException.class);
            return GateDecision.proceed();
        })) {
            assertThat(upgrade.await().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        }
    }

    @Test
    void aGateMayCancelTheRollThatAsksIt() {
        try (Upgrade upgrade = begin(request -> {
            if (request.subject() == GateRequest.Subject.NODE_DELETION) {
                handle.join().cancel();
            }
            return GateDecision.proceed();
        })) {
            assertThatThrownBy(upgrade::await).isInstanceOf(RunCancelledException.class);
        }
        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
        assertThat(world.allServe()).isTrue();
    }

    /** It waits for an end that waits for its answer, until that is late. */
    @Test
    void aGateMayCloseTheRollThatAsksIt() {
        try (Upgrade upgrade = begin(request -> {
            handle.join().close();
            return GateDecision.proceed();
        })) {
            assertThatThrownBy(upgrade::await).isInstanceOf(RunCancelledException.class);
        }
        assertThat(world.log).isEmpty();
    }

    @Test
    void aGateIsAskedWithNoLockHeld() throws Exception {
        try (Upgrade upgrade = begin(request -> {
            // Another thread gets all that a lock could guard while the gate is asked.
            Upgrade roll = handle.join();
            CompletableFuture.runAsync(() -> {
                        roll.snapshot();
                        assertThatThrownBy(() -> roll.approve("other", "ada"))
                                .isInstanceOf(IllegalArgumentException.class);
                    })
                    .join();
            return GateDecision.proceed();
        })) {
            assertThat(upgrade.await().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        }
    }
}
