package io.github.evenkeel;

import java.time.Instant;

/**
 * Immutable pause of a roll by its forecast: what begins next waits until the gates open again. Only the library
 * implements it; methods may be added in any release.
 */
public interface ForecastPause {
    /** What waits: {@code node 10.0.10.3}. */
    String object();

    /** When the gates close. */
    Instant from();

    /** When they open again. */
    Instant until();
}
