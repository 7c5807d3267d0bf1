package io.github.evenkeel.model;

import java.time.Instant;

/**
 * Immutable period in which a gate is open.
 *
 * @param from its first moment
 * @param to the first moment after it
 */
public record OpenPeriod(Instant from, Instant to) {
    /** Refuses a period that has no moment. */
    public OpenPeriod {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period from " + from + " to " + to + "; expected a later end");
        }
    }

    /** Whether it has that moment. */
    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
