package io.github.evenkeel;

import java.time.Duration;
import java.util.Set;

/** What holds for each duration of a {@link Timing}. */
final class TimingRule {
    private static final Duration MOST = Duration.ofDays(1);
    private static final Set<String> MUST_BE_POSITIVE = Set.of(
            "podDrain",
            "controlPlane",
            "nodePool",
            "replacement",
            "loadBalancerChange",
            "healthy",
            "poll",
            "evictionRetry",
            "backoff",
            "probeInterval");

    private TimingRule() {}

    static Duration checked(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(name + " is " + duration + "; needed is zero to " + MOST);
        }
        if (duration.isZero() && MUST_BE_POSITIVE.contains(name)) {
            throw new IllegalArgumentException(name + " is zero; needed is more");
        }
        return duration;
    }
}
