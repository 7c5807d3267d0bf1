package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.roll.UpgradeReportRecord;
import io.github.evenkeel.spi.ProbeResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventPublisherTest {
    private final VirtualScheduler scheduler = new VirtualScheduler();

    @Test
    void aListenerThatThrowsStopsNoOther() {
        List<UpgradeEvent> heard = new ArrayList<>();
        UpgradeListener broken = UpgradeListener.of(event -> {
            throw new IllegalStateException("broken listener");
        });
        UpgradeListener sound = UpgradeListener.of(event -> {
            heard.add(event);
        });
        EventPublisher publisher = new EventPublisher(scheduler, List.of(broken, sound));
        List<StepRecord> records = new ArrayList<>();

        publisher.step(records, Step.CORDON, "node a", "because", () -> {});

        assertThat(heard).hasSize(2);
        assertThat(records).singleElement().satisfies(record -> assertThat(record.step())
                .isEqualTo(Step.CORDON));
    }

    /** Notes what it hears, and behaves as told before. */
    private static UpgradeListener noting(List<String> heard, Consumer<String> before) {
        return new UpgradeListener() {
            @Override
            public void onRolledBack(UpgradeEvent.RolledBack event) {
                before.accept(event.what());
                heard.add(event.what());
            }
        };
    }

    @Test
    void callsTakeUpNothingOfAListenerThatHearsNone() {
        CountDownLatch release = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        UpgradeListener ofCalls = new UpgradeListener() {
            @Override
            public void onCallEnded(UpgradeEvent.CallEnded event) {}
        };
        EventPublisher publisher =
                new EventPublisher(new SystemScheduler(), List.of(noting(heard, what -> await(release)), ofCalls));
        publisher.rolledBack("first");
        for (int call = 0; call < 20_000; call++) {
            publisher.callEnded("Workloads", "nodes", Optional.empty(), Duration.ZERO);
        }
        publisher.rolledBack("last");

        release.countDown();
        publisher.settle(Duration.ofMinutes(1));

        assertThat(heard).containsExactly("first", "last");
    }

    static List<Throwable> whateverAListenerThrows() {
        return List.of(
                new IllegalStateException("as if"),
                new AssertionError("as if"),
                new StackOverflowError("as if"),
                new OutOfMemoryError("as if"),
                new ThreadDeath(),
                new InternalError("as if"),
                new IOException("as if"));
    }

    @ParameterizedTest
    @MethodSource("whateverAListenerThrows")
    void whateverAListenerThrowsReachesNeitherTheRunNorItsNextEvents(Throwable thrown) {
        List<String> heard = new CopyOnWriteArrayList<>();
        EventPublisher publisher = new EventPublisher(new SystemScheduler(), List.of(noting(heard, what -> {
            if (what.equals("bad")) {
                throwAny(thrown);
            }
        })));

        publisher.rolledBack("bad");
        publisher.rolledBack("good");
        publisher.settle(Duration.ofMinutes(1));

        assertThat(heard).containsExactly("good");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwAny(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aListenerThatBlocksHoldsUpNeitherWhoTellsNorAnotherListener() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<String> late = new CopyOnWriteArrayList<>();
        List<String> heard = new CopyOnWriteArrayList<>();
        EventPublisher publisher = new EventPublisher(
                new SystemScheduler(), List.of(noting(late, what -> await(release)), noting(heard, what -> {})));
        List<String> told = IntStream.range(0, 100).mapToObj(String::valueOf).toList();

        told.forEach(publisher::rolledBack);
        publisher.settle(Duration.ofMillis(100));
        while (heard.size() < told.size()) {
            Thread.onSpinWait();
        }

        assertThat(heard).isEqualTo(told);
        assertThat(late).isEmpty();
        release.countDown();
        publisher.settle(Duration.ofMinutes(1));
        assertThat(late).isEqualTo(told);
    }

    @Test
    void aListenerIsCalledWithNoLockHeld() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        AtomicReference<EventPublisher> own = new AtomicReference<>();
        EventPublisher publisher = new EventPublisher(new SystemScheduler(), List.of(noting(heard, what -> {
            // Another thread tells something, and the listener waits for it.
            if (what.equals("first")) {
                join(() -> Objects.requireNonNull(own.get()).rolledBack("second"));
            }
        })));
        own.set(publisher);

        publisher.rolledBack("first");
        publisher.settle(Duration.ofMinutes(1));

        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void aListenerThatFallsBehindIsWarnedOfAndHearsTheEnd() {
        CountDownLatch release = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        EventPublisher publisher =
                new EventPublisher(new SystemScheduler(), List.of(noting(heard, what -> await(release))));

        IntStream.range(0, 10_010).forEach(i -> publisher.rolledBack(String.valueOf(i)));

        assertThat(publisher.warnings()).singleElement().satisfies(warning -> assertThat(warning.actual())
                .startsWith("falls behind"));
        release.countDown();
        publisher.settle(Duration.ofMinutes(1));
        assertThat(heard).hasSizeBetween(10_000, 10_001).startsWith("0", "1", "2");
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        List<UpgradeEvent> heard = new CopyOnWriteArrayList<>();
        EventPublisher publisher = new EventPublisher(new SystemScheduler(), List.of(UpgradeListener.of(event -> {
            heard.add(event);
        })));

        publisher.ended(new UpgradeReportRecord(
                "run",
                "cluster",
                UpgradeReport.Outcome.COMPLETED,
                Instant.EPOCH,
                Duration.ZERO,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty()));
        publisher.probeChanged("application", new ProbeResult(false, "late"));
        publisher.settle(Duration.ofMinutes(1));

        assertThat(heard).singleElement().isInstanceOf(UpgradeEvent.Ended.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Arguments> failures() {
        return List.of(
                Arguments.of(
                        new StepFailure("pod x", "gone", "still there"), "pod x: expected gone, found still there"),
                Arguments.of(
                        new PlanRefusedException(List.of(Finding.blocker("cluster", "busy", "peace", "wait"))),
                        "refused before anything was changed, for 1 reason:\n"
                                + "  cluster: found busy; needed peace; wait"),
                Arguments.of(new IllegalStateException("a bug"), "a bug"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aStepThatFailsIsToldAndRecorded(RuntimeException failure, String why) {
        List<String> heard = new ArrayList<>();
        EventPublisher publisher = new EventPublisher(scheduler, List.of(new UpgradeListener() {
            @Override
            public void onStepFailed(UpgradeEvent.StepFailed event) {
                heard.add(event.why());
            }
        }));
        List<StepRecord> records = new ArrayList<>();

        assertThatThrownBy(() -> publisher.step(records, Step.EVICT, "node a", "because", (Runnable) () -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(heard).containsExactly(why);
        assertThat(records).hasSize(1);
    }
}
