package io.github.evenkeel.traffic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts consecutive reads that report a backend healthy; a read too soon after the last one does not count. */
final class ConsecutiveHealthChecks {
    private final Duration apart;
    private @Nullable Duration last;
    private int times;

    /** @param apart the least time between two looks that count: a wait may be woken at any time */
    ConsecutiveHealthChecks(Duration apart) {
        this.apart = apart;
    }

    /** Whether the last look found it well. */
    boolean isWell() {
        return times > 0;
    }

    int count(boolean well, Duration now) {
        if (!well) {
            times = 0;
            last = null;
        } else if (last == null || now.minus(last).compareTo(apart) >= 0) {
            times++;
            last = now;
        }
        return times;
    }
}
