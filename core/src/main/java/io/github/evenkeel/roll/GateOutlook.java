package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.model.OpenPeriod;
import io.github.evenkeel.run.AskedGate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Outlook on the gates that know when they open.
 *
 * @param findings a warning for each closed one; a blocker if they are never open at the same time
 * @param nextOpen the first period in which all of them are open; empty if no gate knows, or if there is none
 */
record GateOutlook(List<Finding> findings, Optional<OpenPeriod> nextOpen) {
    /** For one call. A gate computes it, and asks no service. */
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private static final Duration HORIZON = Duration.ofDays(366);
    private static final int MOST_PERIODS = 2_000;

    static GateOutlook of(List<AskedGate> gates, Instant now) {
        Map<AskedGate, OpenPeriod> next = new LinkedHashMap<>();
        gates.forEach(gate -> gate.nextOpen(now, ANSWER).ifPresent(period -> next.put(gate, period)));
        List<Finding> findings = new ArrayList<>();
        next.forEach((gate, period) -> {
            if (!period.contains(now)) {
                findings.add(closed(gate, period));
            }
        });
        if (next.isEmpty()) {
            return new GateOutlook(findings, Optional.empty());
        }
        Optional<OpenPeriod> common = common(List.copyOf(next.keySet()), now);
        if (common.isEmpty()) {
            findings.add(0, neverOpen(next.keySet().stream().map(AskedGate::id).collect(Collectors.joining(" and "))));
        }
        return new GateOutlook(findings, common);
    }

    /** Whether the roll may not begin. */
    boolean blocks() {
        return findings.stream().anyMatch(Finding::blocks);
    }

    /** These and other findings, blockers first. */
    List<Finding> with(List<Finding> others) {
        return Stream.concat(others.stream(), findings.stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    private static Optional<OpenPeriod> common(List<AskedGate> gates, Instant now) {
        Instant moment = now;
        Instant end = now.plus(HORIZON);
        for (int i = 0; i < MOST_PERIODS && moment.isBefore(end); i++) {
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

    private static Finding closed(AskedGate gate, OpenPeriod next) {
        return Finding.warning(
                "gate " + gate.id(),
                "closed until " + next.from(),
                "an open gate",
                "nothing: the roll waits, and begins nothing before that; the gate closes again at " + next.to());
    }

    private static Finding neverOpen(String gates) {
        return Finding.blocker(
                "gates " + gates,
                "no moment within a year in which all of them are open",
                "gates that are open at the same time",
                "change their hours, or make one window of several: window.or(other)");
    }
}
