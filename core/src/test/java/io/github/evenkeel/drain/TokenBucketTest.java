package io.github.evenkeel.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final TokenBucket pace = new TokenBucket(Duration.ZERO);

    @Test
    void lets100GoAtOnceAnd50ASecondAfterwards() {
        assertThat(pace.take(150, Duration.ZERO)).isEqualTo(100);
        assertThat(pace.take(150, Duration.ZERO)).isZero();
        assertThat(pace.take(150, Duration.ofSeconds(1))).isEqualTo(50);
        assertThat(pace.take(10, Duration.ofMillis(1_100))).isEqualTo(5);
    }

    @Test
    void doesNotSaveUpMoreThanThat() {
        assertThat(pace.take(500, Duration.ofHours(1))).isEqualTo(100);
    }
}
