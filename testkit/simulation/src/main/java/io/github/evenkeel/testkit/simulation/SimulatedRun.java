package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable result of a simulation.
 *
 * @param seed that reproduces it
 * @param outcome of the run
 * @param reportOrNull of the roll; null if it was refused
 * @param took in virtual time
 * @param happened number of events in the world
 * @param checks made, by invariant
 * @param faults injected, by kind
 * @param calls to the ports, by all processes
 * @param writes numbers of the calls that changed something or wrote records, the first call being 1
 * @param endState state of the world at the end, without names that differ from run to run
 * @param log one line for each event; empty unless requested
 */
public record SimulatedRun(
        long seed,
        Outcome outcome,
        @Nullable UpgradeReport reportOrNull,
        Duration took,
        long happened,
        Map<String, Long> checks,
        Map<Fault, Long> faults,
        int calls,
        Set<Integer> writes,
        String endState,
        List<String> log) {
    /** Copies the collections. */
    public SimulatedRun {
        checks = Map.copyOf(checks);
        faults = Map.copyOf(faults);
        writes = Set.copyOf(writes);
        log = List.copyOf(log);
    }

    /** Of the roll; empty if it was refused. */
    public Optional<UpgradeReport> report() {
        return Optional.ofNullable(reportOrNull);
    }
}
