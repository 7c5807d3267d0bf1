package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the results of many runs. Thread-safe. */
final class Tally {
    private static final int KEPT = 20;

    private final List<Violation> violations = new ArrayList<>();
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<String, Long> checks = new TreeMap<>();
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private long seeds;
    private long violated;
    private long events;

    Tally() {
        for (Fault fault : Fault.values()) {
            faults.put(fault, 0L);
        }
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.HANDED_OVER) { // of a process: the run goes on
                outcomes.put(outcome, 0L);
            }
        }
    }

    synchronized void add(SimulatedRun run) {
        seeds++;
        events += run.happened();
        outcomes.merge(run.outcome(), 1L, Long::sum);
        run.checks().forEach((invariant, made) -> checks.merge(invariant, made, Long::sum));
        run.faults().forEach((fault, times) -> faults.merge(fault, times, Long::sum));
    }

    synchronized void add(Violation violation) {
        seeds++;
        violated++;
        if (violations.size() < KEPT) {
            violations.add(violation);
        }
    }

    synchronized CampaignResult result(double seconds) {
        return new CampaignResult(seeds, violated, violations, outcomes, events, checks, faults, seconds);
    }
}
