package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Timing;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final Timing timing = Timing.defaults();
    private final EventPublisher publisher = new EventPublisher(scheduler, List.of());
    private final Waits waits = new Waits(scheduler, publisher, timing.calls().poll());
    private final Retries retries = new Retries(waits, publisher, scheduler, timing);
    private final Reconciler changes = new Reconciler(waits, retries, new Operations(waits, retries));
    private final Lamp lamp = new Lamp();

    /** A thing that is on or off, behind a service with moods. */
    private static final class Lamp implements DesiredState<Boolean> {
        boolean on;
        int starts;
        Operation.State ends = Operation.State.SUCCEEDED;
        boolean effect = true;

        @Nullable
        ServiceException answer;

        Runnable beforeStart = () -> {};
        boolean busyOnce;
        int looksInTheDark;
        int looksUntilItEnds;

        @Override
        public String object() {
            return "lamp";
        }

        @Override
        public String expected() {
            return "on";
        }

        @Override
        public List<Operation> inFlight() {
            boolean busy = busyOnce;
            busyOnce = false;
            return busy ? List.of(operation("other", Operation.State.IN_PROGRESS)) : List.of();
        }

        @Override
        public Boolean read() {
            return on && looksInTheDark-- <= 0;
        }

        @Override
        public boolean reached(Boolean now) {
            return now;
        }

        @Override
        public String found(Boolean now) {
            return now ? "on" : "off";
        }

        @Override
        public Operation start(Boolean seen) {
            beforeStart.run();
            starts++;
            on = effect;
            ServiceException lost = answer;
            if (lost != null) {
                answer = null;
                throw lost;
            }
            return operation("op-" + starts, Operation.State.IN_PROGRESS);
        }

        @Override
        public Operation operation(String id) {
            return operation(id, looksUntilItEnds-- > 0 ? Operation.State.IN_PROGRESS : ends);
        }

        private static Operation operation(String id, Operation.State state) {
            return Operation.builder(id, state)
                    .kind("Switch")
                    .detail("fuse blown")
                    .requestId("req-7")
                    .build();
        }
    }

    @Test
    void whatIsSoAlreadyCostsNoChange() {
        lamp.on = true;
        changes.make(lamp, Duration.ofMinutes(1));
        assertThat(lamp.starts).isZero();
    }

    @Test
    void aLostAnswerIsSettledByReading() {
        lamp.answer = RetriesTest.failure(ServiceException.Outcome.UNKNOWN, null);
        changes.make(lamp, Duration.ofMinutes(1));
        assertThat(lamp.starts).isEqualTo(1);
        assertThat(lamp.on).isTrue();
    }

    @Test
    void aStaleRevisionIsReadAnew() {
        lamp.effect = false;
        lamp.answer = RetriesTest.failure(ServiceException.Outcome.CONFLICT, null);
        assertThatThrownBy(() -> changes.make(lamp, Duration.ofMinutes(1))).isInstanceOf(StepFailure.class);
        assertThat(lamp.starts).as("the conflict is not one of three attempts").isEqualTo(4);
    }

    @Test
    void anEffectMayShowSomeMomentsAfterTheEnd() {
        lamp.looksInTheDark = 3;
        changes.make(lamp, Duration.ofMinutes(1));
        assertThat(lamp.starts).isEqualTo(1);
    }

    @Test
    void waitsUntilNothingElseIsInFlight() {
        lamp.busyOnce = true;
        Duration begin = scheduler.elapsed();
        changes.make(lamp, Duration.ofMinutes(1));
        assertThat(scheduler.elapsed().minus(begin)).isEqualTo(Duration.ofMillis(125));
    }

    @Test
    void whatItWaitsForBeforeItAsksIsNotTheServicesTime() {
        lamp.beforeStart = () -> scheduler.sleep(Duration.ofMinutes(5));
        lamp.looksUntilItEnds = 3;
        changes.make(lamp, Duration.ofMinutes(1));
        assertThat(lamp.starts).isEqualTo(1);
    }

    @Test
    void anOperationThatFailsIsAFailureThatNamesIt() {
        lamp.effect = false;
        lamp.ends = Operation.State.FAILED;
        assertThatThrownBy(() -> changes.make(lamp, Duration.ofMinutes(1)))
                .isInstanceOfSatisfying(StepFailure.class, failure -> {
                    assertThat(failure.expected()).isEqualTo("on");
                    assertThat(failure.found())
                            .contains("off")
                            .contains("op-3")
                            .contains("FAILED")
                            .contains("fuse blown");
                    assertThat(failure.requestId()).isEqualTo("req-7");
                });
    }

    @Test
    void successWithoutEffectIsNotBelieved() {
        lamp.effect = false;
        assertThatThrownBy(() -> changes.make(lamp, Duration.ofMinutes(1)))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.found())
                        .startsWith("off"));
    }
}
