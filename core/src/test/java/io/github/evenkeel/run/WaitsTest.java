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
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final List<UpgradeEvent> events = new ArrayList<>();
    private final Diary diary = new Diary(timeline, List.of(listener(events)));
    private final Waits waits = new Waits(timeline, diary, Duration.ofSeconds(5));
    private final Goal goal = new Goal("node a", "Ready", Duration.ofMinutes(1));

    private static UpgradeListener listener(List<UpgradeEvent> events) {
        return new UpgradeListener() {
            @Override
            public void onEvent(UpgradeEvent event) {
                events.add(event);
            }
        };
    }

    @Test
    void looksAgainUntilThereIsSomethingToSee() {
        Duration begin = timeline.elapsed();
        int[] looks = {0};

        String seen = waits.until(goal, () -> ++looks[0] < 4 ? Sight.notYet("NotReady") : Sight.of("there"));

        assertThat(seen).isEqualTo("there");
        assertThat(timeline.elapsed().minus(begin)).isEqualTo(Duration.ofMillis(750));
    }

    @Test
    void looksLessAndLessOftenAndNeverLessThanEachPoll() {
        List<Duration> looks = new ArrayList<>();

        assertThatThrownBy(() -> waits.until(new Goal("node a", "Ready", Duration.ofMinutes(10)), () -> {
                    looks.add(timeline.elapsed());
                    return Sight.notYet("NotReady");
                }))
                .isInstanceOf(StepFailure.class);

        assertThat(looks).hasSizeBetween(120, 2 * 120 + 10);
        for (int look = 1; look < looks.size() - 1; look++) {
            Duration waited = looks.get(look - 1).minus(looks.get(0));
            assertThat(looks.get(look).minus(looks.get(look - 1)))
                    .as("after %s", waited)
                    .isEqualTo(
                            Duration.ofNanos(Math.max(250_000_000, Math.min(5_000_000_000L, waited.toNanos() / 40))));
        }
    }

    @Test
    void failsAtTheDeadlineWithWhatTheLastLookFound() {
        Duration begin = timeline.elapsed();

        assertThatThrownBy(() -> waits.until(goal, () -> Sight.notYet("NotReady")))
                .isInstanceOfSatisfying(StepFailure.class, failure -> {
                    assertThat(failure.object()).isEqualTo("node a");
                    assertThat(failure.expected()).isEqualTo("Ready within 1m");
                    assertThat(failure.found()).isEqualTo("NotReady");
                });
        assertThat(timeline.elapsed().minus(begin)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aRingBetweenLookAndWaitIsNotLost() {
        Duration begin = timeline.elapsed();
        boolean[] rung = {false};

        waits.until(goal, () -> {
            if (rung[0]) {
                return Sight.of(true);
            }
            rung[0] = true;
            waits.wake();
            return Sight.notYet("NotReady");
        });

        assertThat(timeline.elapsed()).isEqualTo(begin);
    }

    @Test
    void aServiceThatWantsToBeLeftAloneIs() {
        Duration begin = timeline.elapsed();
        int[] looks = {0};

        waits.until(
                goal, () -> ++looks[0] < 2 ? new Sight<>(null, "busy", null, Duration.ofSeconds(20)) : Sight.of(true));

        assertThat(timeline.elapsed().minus(begin)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void cancelUnwindsAWait() {
        assertThatThrownBy(() -> waits.until(goal, () -> {
                    waits.cancel();
                    return Sight.notYet("NotReady");
                }))
                .isInstanceOf(CancelledRun.class);
        assertThatThrownBy(() -> waits.pause("nothing", Duration.ofSeconds(1))).isInstanceOf(CancelledRun.class);
    }

    @Test
    void cancelWaitsForWhatIsShielded() {
        waits.cancel();

        waits.shielded(() -> waits.pause("the replacement", Duration.ofSeconds(1)));

        assertThatThrownBy(waits::heedCancel).isInstanceOf(CancelledRun.class);
    }

    @Test
    void saysWhatItWaitsForOnceForEachNews() {
        int[] looks = {0};

        waits.until(goal, () -> switch (++looks[0]) {
            case 1, 2 -> Sight.notYet("absent");
            case 3 -> Sight.notYet("NotReady");
            default -> Sight.of(true);
        });

        assertThat(events)
                .map(event -> ((UpgradeEvent.Waiting) event).waitingFor())
                .containsExactly("node a: Ready; now absent", "node a: Ready; now NotReady");
    }
}
