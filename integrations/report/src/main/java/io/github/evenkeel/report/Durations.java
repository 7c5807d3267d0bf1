package io.github.evenkeel.report;

import java.time.Duration;
import java.util.Locale;

/** Durations for people to read. */
final class Durations {
    private Durations() {}

    /** {@code 4.2 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
    static String words(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
