package io.github.evenkeel.benchmarks;

import java.util.Locale;

/**
 * A figure, and the most that it may be.
 *
 * @param what it is of
 */
public record Bound(String what, double figure, double atMost) {
    /** Whether it is kept; a figure that is none keeps no bound. */
    public boolean kept() {
        return figure <= atMost;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s  %s: %.3f, at most %.2f", kept() ? "ok    " : "FAILED", what, figure, atMost);
    }
}
