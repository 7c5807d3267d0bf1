package io.github.evenkeel.report;

/**
 * Immutable count of requests to an application. It is complete: its components stay as they are.
 *
 * @param sent how many were sent
 * @param failed how many of them failed
 */
public record RequestCount(long sent, long failed) {
    /** @throws IllegalArgumentException if a number is below zero, or more failed than were sent */
    public RequestCount {
        if (failed < 0 || sent < failed) {
            throw new IllegalArgumentException(
                    sent + " requests sent, " + failed + " failed; needed are 0 or more, and no more failed than sent");
        }
    }
}
