package io.github.evenkeel.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsecutiveHealthChecksTest {
    private final ConsecutiveHealthChecks inARow = new ConsecutiveHealthChecks(Duration.ofSeconds(5));

    private int look(boolean well, int second) {
        return inARow.count(well, Duration.ofSeconds(second));
    }

    @Test
    void looksThatAreWellAddUp() {
        assertThat(look(true, 0)).isEqualTo(1);
        assertThat(look(true, 5)).isEqualTo(2);
        assertThat(look(true, 11)).isEqualTo(3);
    }

    @Test
    void oneThatIsNotBeginsAnew() {
        look(true, 0);
        assertThat(look(false, 5)).isZero();
        assertThat(look(true, 6)).isEqualTo(1);
    }

    @Test
    void aLookThatCameTooSoonSaysNothing() {
        look(true, 0);
        assertThat(look(true, 1)).isEqualTo(1);
        assertThat(look(true, 4)).isEqualTo(1);
        assertThat(look(true, 5)).isEqualTo(2);
    }
}
