package io.github.evenkeel.kubernetes;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Limit of the Events that are written: some at once, then one in a second. By the time at which things happen. */
final class EventRate {
    private static final int BURST = 60;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** After a failure: the server may have too much to do. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private double tokens = BURST;
    private @Nullable Instant last;
    private @Nullable Instant pausedUntil;

    boolean admits(Instant at) {
        if (pausedUntil != null && at.isBefore(pausedUntil)) {
            return false;
        }
        if (last != null && at.isAfter(last)) {
            double passed = (double) Duration.between(last, at).toMillis() / INTERVAL.toMillis();
            tokens = Math.min(BURST, tokens + passed);
        }
        last = at;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    void pause(Instant at) {
        pausedUntil = at.plus(PAUSE);
    }
}
