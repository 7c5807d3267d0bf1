package io.github.evenkeel.roll;

import io.github.evenkeel.model.OpenPeriod;
import io.github.evenkeel.run.AskedGate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Periods in which all gates are open.
 *
 * @param gates that know when they open
 */
record CommonHours(List<AskedGate> gates) {
    /** For one call. A gate computes it, and asks no service. */
    static final Duration ANSWER = Duration.ofSeconds(1);

    private static final Duration HORIZON = Duration.ofDays(366);
    private static final int MOST_PERIODS = 2_000;

    /** The first one that has not ended by then; empty if none comes within a year. */
    Optional<OpenPeriod> next(Instant now) {
        Instant moment = now;
        Instant end = now.plus(HORIZON);
        for (int i = 0; i < MOST_PERIODS && moment.isBefore(end) && !gates.isEmpty(); i++) {
            Instant from = Instant.MIN;
            Instant to = Instant.MAX;
            for (AskedGate gate : gates) {
                Optional<OpenPeriod> period = gate.nextOpen(moment, ANSWER);
                if (period.isEmpty()) {
                    return Optional.empty();
                }
                from = period.get().from().isAfter(from) ? period.get().from() : from;
                to = period.get().to().isBefore(to) ? period.get().to() : to;
            }
            if (from.isBefore(to)) {
                return Optional.of(new OpenPeriod(from, to));
            }
            moment = from; // of the gate that opens last: those that are closed by then have another period
        }
        return Optional.empty();
    }

    /** Until when what begins in a period has time to end. */
    Instant lastEnd(OpenPeriod open) {
        return gates.stream()
                .map(gate -> gate.lastEnd(open, ANSWER))
                .min(Comparator.naturalOrder())
                .orElse(open.to());
    }

    /** The gates, for messages. */
    String names() {
        return (gates.size() == 1 ? "gate " : "gates ")
                + gates.stream().map(AskedGate::id).collect(Collectors.joining(" and "));
    }
}
