package io.github.evenkeel.drain;

import java.time.Duration;

/**
 * Rate limit for the evictions of a run, for all nodes together: a burst, and a number per second in the long run. The
 * limits of kubectl are 300 and 50.
 *
 * <p>Thread-safe.
 */
public final class TokenBucket {
    private static final double AT_ONCE = 100;
    private static final double PER_SECOND = 50;

    private double left = AT_ONCE;
    private Duration last;

    /** A full one. */
    public TokenBucket(Duration now) {
        last = now;
    }

    /** Takes up to the wanted number of permits, and returns how many it took. */
    synchronized int take(int wanted, Duration now) {
        left = Math.min(AT_ONCE, left + now.minus(last).toNanos() / 1e9 * PER_SECOND);
        last = now;
        int granted = (int) Math.min(wanted, left);
        left -= granted;
        return granted;
    }
}
