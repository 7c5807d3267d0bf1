package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final List<UpgradeEvent> events = new ArrayList<>();
    private final EventPublisher publisher = new EventPublisher(scheduler, List.of(listener(events)));
    private final Waits waits = new Waits(scheduler, publisher, Duration.ofSeconds(5));
    private final WaitCondition goal = new WaitCondition("node a", "Ready", Duration.ofMinutes(1));

    private static UpgradeListener listener(List<UpgradeEvent> events) {
        return UpgradeListener.of(event -> {
            events.add(event);
        });
    }

    @Test
    void looksAgainUntilThereIsSomethingToSee() {
        Duration begin = scheduler.elapsed();
        int[] looks = {0};

        String seen = waits.await(goal, () -> ++looks[0] < 4 ? PollResult.notYet("NotReady") : PollResult.of("there"));

        assertThat(seen).isEqualTo("there");
        assertThat(scheduler.elapsed().minus(begin)).isEqualTo(Duration.ofMillis(375));
    }

    @Test
    void looksLessAndLessOftenAndNeverLessThanEachPoll() {
        List<Duration> looks = new ArrayList<>();

        assertThatThrownBy(() -> waits.await(new WaitCondition("node a", "Ready", Duration.ofMinutes(10)), () -> {
                    looks.add(scheduler.elapsed());
                    return PollResult.notYet("NotReady");
                }))
                .isInstanceOf(StepFailure.class);

        assertThat(looks).hasSizeBetween(120, 2 * 120 + 40);
        for (int look = 1; look < looks.size() - 1; look++) {
            Duration waited = looks.get(look - 1).minus(looks.get(0));
            assertThat(looks.get(look).minus(looks.get(look - 1)))
                    .as("after %s", waited)
                    .isEqualTo(
                            Duration.ofNanos(Math.max(125_000_000, Math.min(5_000_000_000L, waited.toNanos() / 40))));
        }
    }

    @Test
    void failsAtTheDeadlineWithWhatTheLastLookFound() {
        Duration begin = scheduler.elapsed();

        assertThatThrownBy(() -> waits.await(goal, () -> PollResult.notYet("NotReady")))
                .isInstanceOfSatisfying(StepFailure.class, failure -> {
                    assertThat(failure.object()).isEqualTo("node a");
                    assertThat(failure.expected()).isEqualTo("Ready within 1m");
                    assertThat(failure.found()).isEqualTo("NotReady");
                });
        assertThat(scheduler.elapsed().minus(begin)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aRingBetweenLookAndWaitIsNotLost() {
        Duration begin = scheduler.elapsed();
        boolean[] signalled = {false};

        waits.await(goal, () -> {
            if (signalled[0]) {
                return PollResult.of(true);
            }
            signalled[0] = true;
            waits.wake();
            return PollResult.notYet("NotReady");
        });

        assertThat(scheduler.elapsed()).isEqualTo(begin);
    }

    @Test
    void aServiceThatWantsToBeLeftAloneIs() {
        Duration begin = scheduler.elapsed();
        int[] looks = {0};

        waits.await(
                goal,
                () -> ++looks[0] < 2
                        ? new PollResult<>(null, "busy", null, Duration.ofSeconds(20))
                        : PollResult.of(true));

        assertThat(scheduler.elapsed().minus(begin)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void cancelUnwindsAWait() {
        assertThatThrownBy(() -> waits.await(goal, () -> {
                    waits.cancel();
                    return PollResult.notYet("NotReady");
                }))
                .isInstanceOf(CancelledRun.class);
        assertThatThrownBy(() -> waits.sleep("nothing", Duration.ofSeconds(1))).isInstanceOf(CancelledRun.class);
    }

    @Test
    void cancelWaitsForWhatIsShielded() {
        waits.cancel();

        waits.uncancellable(() -> waits.sleep("the replacement", Duration.ofSeconds(1)));

        assertThatThrownBy(waits::checkCancelled).isInstanceOf(CancelledRun.class);
    }

    @Test
    void saysWhatItWaitsForOnceForEachNews() {
        int[] looks = {0};

        waits.await(goal, () -> switch (++looks[0]) {
            case 1, 2 -> PollResult.notYet("absent");
            case 3 -> PollResult.notYet("NotReady");
            default -> PollResult.of(true);
        });

        assertThat(events)
                .map(event -> ((UpgradeEvent.Waiting) event).waitingFor())
                .containsExactly("node a: Ready; now absent", "node a: Ready; now NotReady");
    }
}
