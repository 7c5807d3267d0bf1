package io.github.evenkeel.drain;

import java.time.Duration;

/**
 * Bounds the evictions of a drain for the API server's sake: so many at once, and so many a second in the long run.
 * kubectl's own bounds are 300 and 50.
 */
final class TokenBucket {
    private static final double AT_ONCE = 100;
    private static final double PER_SECOND = 50;

    private double left = AT_ONCE;
    private Duration last;

    TokenBucket(Duration now) {
        last = now;
    }

    /** How many of those that are wanted may go out now; they are taken as gone out. */
    int take(int wanted, Duration now) {
        left = Math.min(AT_ONCE, left + now.minus(last).toNanos() / 1e9 * PER_SECOND);
        last = now;
        int granted = (int) Math.min(wanted, left);
        left -= granted;
        return granted;
    }
}
