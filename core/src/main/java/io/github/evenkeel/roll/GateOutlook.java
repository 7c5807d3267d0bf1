package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.model.OpenPeriod;
import io.github.evenkeel.run.AskedGate;
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
 * @param hours in which all of them are open
 */
record GateOutlook(List<Finding> findings, Optional<OpenPeriod> nextOpen, CommonHours hours) {
    static GateOutlook of(List<AskedGate> gates, Instant now) {
        Map<AskedGate, OpenPeriod> next = new LinkedHashMap<>();
        gates.forEach(gate -> gate.nextOpen(now, CommonHours.ANSWER).ifPresent(period -> next.put(gate, period)));
        List<Finding> findings = new ArrayList<>();
        next.forEach((gate, period) -> {
            if (!period.contains(now)) {
                findings.add(closed(gate, period));
            }
        });
        CommonHours hours = new CommonHours(List.copyOf(next.keySet()));
        if (next.isEmpty()) {
            return new GateOutlook(findings, Optional.empty(), hours);
        }
        Optional<OpenPeriod> common = hours.next(now);
        if (common.isEmpty()) {
            findings.add(0, neverOpen(next.keySet().stream().map(AskedGate::id).collect(Collectors.joining(" and "))));
        }
        return new GateOutlook(findings, common, hours);
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
