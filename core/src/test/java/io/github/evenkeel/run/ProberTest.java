package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Timing;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.Workloads;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On real time and threads. */
class ProberTest {
    private static Waits waits = new Waits(
            new SystemScheduler(), new EventPublisher(new SystemScheduler(), List.of()), Duration.ofMillis(10));
    private final CountDownLatch release = new CountDownLatch(1);
    private final Scheduler scheduler = new SystemScheduler();

    @AfterEach
    void letGo() {
        release.countDown();
    }

    private static AvailabilityProbe named(AvailabilityProbe probe) {
        return new AvailabilityProbe() {
            @Override
            public String target() {
                return "shop";
            }

            @Override
            public ProbeResult look() {
                return probe.look();
            }
        };
    }

    private static PlanSpec spec(AvailabilityProbe probe, Scheduler scheduler) {
        return new PlanSpec(
                unused(ManagedCluster.class),
                unused(Workloads.class),
                List.of(),
                null,
                PoolSelection.ALL,
                List.of(named(probe)),
                List.of(),
                Timing.defaults().withCalls(calls -> calls.withProbeInterval(Duration.ofMillis(10))
                        .withProbe(Duration.ofMillis(300))),
                DrainPolicy.defaults(),
                Rollout.oneAtATime(),
                scheduler,
                Durability.NONE);
    }

    private static <T> T unused(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }

    private static Prober prober(AvailabilityProbe probe, Scheduler scheduler) {
        PlanSpec spec = spec(probe, scheduler);
        EventPublisher publisher = new EventPublisher(scheduler, List.of());
        waits = new Waits(scheduler, publisher, Duration.ofMillis(10));
        return new Prober(spec, publisher);
    }

    /** Not even an interrupt ends it. */
    private ProbeResult hang() {
        boolean released = false;
        while (!released) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException e) {
                // It hangs.
            }
        }
        return new ProbeResult(true, "much too late");
    }

    @Test
    void aProbeThatHangsIsNotAvailableAndIsNotCalledTwice() {
        AtomicInteger calls = new AtomicInteger();
        Prober prober = prober(
                () -> {
                    calls.incrementAndGet();
                    return hang();
                },
                scheduler);
        try (prober) {
            prober.start();
            awaitFailures(prober, 3);

            assertThatThrownBy(() -> prober.requireAvailable(waits))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("probe of shop");
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void aProbeThatIsSlowOnceIsAvailableAgain() {
        AtomicBoolean slow = new AtomicBoolean(true);
        Prober prober = prober(() -> slow.getAndSet(false) ? hang() : new ProbeResult(true, "HTTP 200"), scheduler);
        try (prober) {
            prober.start();
            awaitFailures(prober, 3);
            release.countDown();

            assertThatCode(() -> {
                        while (!isAvailable(prober)) {
                            Thread.onSpinWait();
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    /** One that goes on for another process has seen nothing yet: its first failures are no misses. */
    @Test
    void aProbeThatHasFailedFromTheBeginningIsNotAvailable() {
        Prober prober = prober(() -> new ProbeResult(false, "HTTP 503"), scheduler);
        try (prober) {
            prober.start();

            assertThat(isAvailable(prober)).isFalse();
        }
    }

    @Test
    void aProbeThatMissesAtFirstIsAwaited() {
        AtomicInteger looks = new AtomicInteger();
        Prober prober = prober(() -> new ProbeResult(looks.incrementAndGet() > 2, "HTTP 503"), scheduler);
        try (prober) {
            prober.start();

            assertThat(isAvailable(prober)).isTrue();
            assertThat(looks).hasValueGreaterThan(2);
        }
    }

    static List<Throwable> errors() {
        return List.of(
                new StackOverflowError("as if"),
                new OutOfMemoryError("as if"),
                new ThreadDeath(),
                new AssertionError("as if"),
                new IllegalStateException("as if"),
                new Exception("as if"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whateverAProbeThrowsIsAFailedLook(Throwable thrown) {
        Prober prober = prober(() -> throwAny(thrown), scheduler);
        try (prober) {
            prober.start();
            awaitFailures(prober, 3);

            assertThatThrownBy(() -> prober.requireAvailable(waits))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining(thrown.toString());
        }
    }

    @Test
    void aThreadOfAProbeThatHasEndedStopsTheRun() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Prober prober = prober(
                () -> {
                    asked.countDown();
                    throw new InternalError("the JVM is broken");
                },
                scheduler);
        try (prober) {
            prober.start();
            asked.await();

            assertThatThrownBy(() -> prober.requireAvailable(waits))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("thread has ended");
        }
    }

    @Test
    void aProbeThatHasNotLookedIsNotAvailable() {
        Prober prober = prober(() -> new ProbeResult(true, "HTTP 200"), new Unwilling());
        prober.start();

        assertThatThrownBy(() -> prober.requireAvailable(waits))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("expected a look");
    }

    /** Threads that are never given a processor. */
    private static final class Unwilling extends DelegatingScheduler {
        @Override
        public Running start(String name, Runnable task) {
            return atMost -> false;
        }
    }

    @Test
    void aLookForWhichNoThreadCanBeHadHasFailed() {
        Scheduler without = new DelegatingScheduler() {
            @Override
            public Running start(String name, Runnable task) {
                throw new OutOfMemoryError("unable to create native thread");
            }
        };

        assertThat(Prober.unavailable(spec(() -> new ProbeResult(true, ""), without))
                        .values())
                .singleElement()
                .satisfies(result -> assertThat(result.detail()).contains("no thread can be had"));
    }

    @Test
    void aLookBeforeTheRunHasADeadlineToo() {
        assertThat(Prober.unavailable(spec(this::hang, scheduler)))
                .hasEntrySatisfying(
                        "shop", result -> assertThat(result.detail()).isEqualTo("no answer within 0.3 s"));
    }

    @Test
    void aProbeThatGivesNoResultIsNotAvailable() {
        assertThat(Prober.unavailable(spec(() -> nothing(), scheduler))).containsOnlyKeys("shop");
    }

    @SuppressWarnings("NullAway")
    private static ProbeResult nothing() {
        return null;
    }

    private static boolean isAvailable(Prober prober) {
        try {
            prober.requireAvailable(waits);
            return true;
        } catch (StepFailure e) {
            return false;
        }
    }

    private static void awaitFailures(Prober prober, long atLeast) {
        while (prober.reports().get(0).failures() < atLeast) {
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> ProbeResult throwAny(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
