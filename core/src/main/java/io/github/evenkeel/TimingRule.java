package io.github.evenkeel;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** Validates the values of a {@link Timing}. */
final class TimingRule {
    private static final Duration MOST = Duration.ofDays(1);
    private static final Duration LEAST_DEADLINE = Duration.ofMillis(1);
    private static final Duration MOST_DEADLINE = Duration.ofHours(1);
    private static final int MOST_TIMES = 100;
    private static final Set<String> MUST_BE_POSITIVE = Set.of(
            "pods",
            "controlPlane",
            "nodePool",
            "node",
            "change",
            "healthy",
            "longestRequest",
            "poll",
            "evictionRetry",
            "backoff",
            "probeInterval");

    private TimingRule() {}

    static Duration checked(String name, Duration duration) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative() || duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(name + " is " + duration + "; needed is zero to " + MOST);
        }
        if (duration.isZero() && MUST_BE_POSITIVE.contains(name)) {
            throw new IllegalArgumentException(name + " is zero; needed is more");
        }
        return duration;
    }

    static Duration deadline(String name, Duration duration) {
        Objects.requireNonNull(duration, name);
        if (duration.compareTo(LEAST_DEADLINE) < 0 || duration.compareTo(MOST_DEADLINE) > 0) {
            throw new IllegalArgumentException("the deadline '" + name + "' is " + duration + "; needed is "
                    + LEAST_DEADLINE + " to " + MOST_DEADLINE);
        }
        return duration;
    }

    static int times(String name, int times) {
        if (times < 1 || times > MOST_TIMES) {
            throw new IllegalArgumentException(name + " is " + times + "; needed is 1 to " + MOST_TIMES);
        }
        return times;
    }
}
