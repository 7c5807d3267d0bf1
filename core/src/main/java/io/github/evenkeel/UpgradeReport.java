package io.github.evenkeel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Immutable record of what a roll did.
 *
 * <p>Only the library creates it; components may be added in any release.
 *
 * @param runId of this run, which it leaves as a mark on what it changes
 * @param clusterId of the cluster
 * @param outcome how it ended
 * @param started when
 * @param took how long
 * @param preparation steps outside the single nodes: control plane, node pools, verification
 * @param nodes of the plan, in order
 * @param probes one line for each probe
 * @param warnings findings that did not stop the roll
 * @param failure where and why it stopped; empty if it completed
 */
public record UpgradeReport(
        String runId,
        String clusterId,
        Outcome outcome,
        Instant started,
        Duration took,
        List<StepRecord> preparation,
        List<NodeReport> nodes,
        List<ProbeReport> probes,
        List<Finding> warnings,
        Optional<Failure> failure) {
    /** How a roll ended. */
    public enum Outcome {
        /** All nodes are replaced. */
        COMPLETED,
        /** It stopped with a failure. */
        FAILED,
        /** It was cancelled. */
        CANCELLED,
        /** The pod in which it ran was evicted: another process recovers it. */
        HANDED_OVER
    }

    /** Copies the lists. */
    public UpgradeReport {
        preparation = List.copyOf(preparation);
        nodes = List.copyOf(nodes);
        probes = List.copyOf(probes);
        warnings = List.copyOf(warnings);
    }
}
