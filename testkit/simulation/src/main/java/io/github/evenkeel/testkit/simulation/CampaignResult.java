package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.util.List;
import java.util.Map;

/**
 * Immutable result of a campaign.
 *
 * @param seeds that were simulated
 * @param violated seeds that broke an invariant
 * @param violations the first of them
 * @param outcomes of the others, by word
 * @param events in all worlds
 * @param checks made, by invariant
 * @param faults injected, by kind; zero for those that never were
 * @param seconds of its duration
 */
public record CampaignResult(
        long seeds,
        long violated,
        List<Violation> violations,
        Map<Outcome, Long> outcomes,
        long events,
        Map<String, Long> checks,
        Map<Fault, Long> faults,
        double seconds) {
    /** Copies the collections. */
    public CampaignResult {
        violations = List.copyOf(violations);
        outcomes = Map.copyOf(outcomes);
        checks = Map.copyOf(checks);
        faults = Map.copyOf(faults);
    }

    /** Checks of all invariants. */
    public long checksMade() {
        return checks.values().stream().mapToLong(Long::longValue).sum();
    }
}
