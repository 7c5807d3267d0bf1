package io.github.evenkeel.roll;

import io.github.evenkeel.model.GateApproval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Approvals of a run's gates, and what waits for one. Safe for use by any thread. */
final class GateApprovals {
    private final Map<String, List<GateApproval>> given = new HashMap<>();
    private final Map<String, Set<String>> waiting = new HashMap<>();
    private int count;

    /** An approval that another process has recorded. */
    synchronized void recall(String gate, GateApproval approval) {
        given.computeIfAbsent(gate, id -> new ArrayList<>()).add(approval);
    }

    /** The approvals of a gate, the oldest first. */
    synchronized List<GateApproval> of(String gate) {
        return List.copyOf(given.getOrDefault(gate, List.of()));
    }

    /** Who has approved a gate for that; the latest counts. */
    synchronized Optional<String> approver(String gate, String about) {
        return of(gate).stream()
                .filter(approval -> approval.about().equals(about))
                .map(GateApproval::approver)
                .reduce((earlier, later) -> later);
    }

    /** How many were given in this process. */
    synchronized int count() {
        return count;
    }

    /** Something waits at these gates from now on, and at no other. */
    synchronized void await(String about, List<String> gates) {
        end(about);
        gates.forEach(gate ->
                waiting.computeIfAbsent(gate, id -> new LinkedHashSet<>()).add(about));
    }

    /** It waits no more, at any gate. */
    synchronized void end(String about) {
        waiting.values().forEach(abouts -> abouts.remove(about));
    }

    /**
     * Gives an approval for all that waits at that gate now.
     *
     * @throws IllegalStateException if nothing does
     */
    synchronized void give(String gate, String approver, Instant at) {
        Set<String> abouts = waiting.getOrDefault(gate, Set.of());
        if (abouts.isEmpty()) {
            throw new IllegalStateException("gate " + gate + " does not wait for an approval now");
        }
        List<GateApproval> its = given.computeIfAbsent(gate, id -> new ArrayList<>());
        abouts.forEach(about -> its.add(new GateApproval(about, approver, at)));
        abouts.clear();
        count++;
    }
}
