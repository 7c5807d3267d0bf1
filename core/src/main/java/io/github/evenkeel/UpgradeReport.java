package io.github.evenkeel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a roll did.
 *
 * @param runId of this run; the mark that it leaves on what it changes
 * @param clusterId of the cluster
 * @param outcome how it ended
 * @param started when
 * @param took how long
 * @param preparation steps that are not about one node: control plane, node pools, the last look
 * @param nodes that the plan is about, in order
 * @param probes what they saw
 * @param warnings what somebody may want to know
 * @param failureOrNull where and why it stopped; null if it completed
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
        @Nullable Failure failureOrNull) {
    /** How a roll ended. */
    public enum Outcome {
        /** All nodes are replaced. */
        COMPLETED,
        /** It stopped. */
        FAILED,
        /** It was asked to stop. */
        CANCELLED
    }

    /** Copies the lists. */
    public UpgradeReport {
        preparation = List.copyOf(preparation);
        nodes = List.copyOf(nodes);
        probes = List.copyOf(probes);
        warnings = List.copyOf(warnings);
    }

    /** Where and why it stopped. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failureOrNull);
    }
}
