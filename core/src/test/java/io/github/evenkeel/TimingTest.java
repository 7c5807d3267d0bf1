package io.github.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {
    @Test
    void connectionDrainFollowsTheListenersWithinBounds() {
        Timing timing = Timing.defaults();
        assertThat(timing.connectionDrain(Duration.ZERO)).isEqualTo(Duration.ofSeconds(60));
        assertThat(timing.connectionDrain(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(timing.connectionDrain(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aConnectionDrainThatWasSetIsKept() {
        Timing timing = Timing.builder().connectionDrain(Duration.ofSeconds(3)).build();
        assertThat(timing.connectionDrain(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(3));
        assertThat(timing.toBuilder().build().connectionDrain(Duration.ZERO)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void absurdDurationsAreRefusedByName() {
        assertThatThrownBy(() -> Timing.builder().podDrain(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("podDrain");
        assertThatThrownBy(() -> Timing.builder().replacement(Duration.ofDays(2)))
                .hasMessageContaining("replacement");
        assertThatThrownBy(() -> Timing.builder().poll(Duration.ZERO)).hasMessageContaining("poll");
        assertThatThrownBy(() -> Timing.builder().healthyInARow(0)).hasMessageContaining("healthyInARow");
    }

    @Test
    void toBuilderKeepsEverything() {
        Timing timing = Timing.builder()
                .soak(Duration.ofSeconds(7))
                .quiet(Duration.ofSeconds(9))
                .healthyInARow(8)
                .nodeError(Duration.ofSeconds(3))
                .deadlines(Deadlines.defaults().withProbe(Duration.ofSeconds(4)))
                .build();
        Timing copy = timing.toBuilder().build();
        assertThat(copy).usingRecursiveComparison().isEqualTo(timing);
    }
}
