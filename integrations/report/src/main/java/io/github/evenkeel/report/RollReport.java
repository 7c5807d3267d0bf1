package io.github.evenkeel.report;

import io.github.evenkeel.Failure;
import io.github.evenkeel.Forecast;
import io.github.evenkeel.GateRecord;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.ProbeReport;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Immutable report of a roll, as {@link ReportJson} writes and reads it: what an {@link UpgradeReport} has, what a
 * {@link Recording} has seen, and what the caller has measured.
 *
 * <p>Only the library implements it; methods may be added in any release.
 */
public interface RollReport {
    /**
     * Creates the report of a roll that has ended.
     *
     * @param report from {@code Upgrade.await()}, or from the exception of a roll that did not complete
     */
    static RollReport of(UpgradeReport report) {
        return RollReportRecord.of(Objects.requireNonNull(report, "report"));
    }

    /** How the roll ended; empty while it goes on. */
    Optional<UpgradeReport.Outcome> outcome();

    /** Identity of the run. */
    String runId();

    /** Identity of the cluster. */
    String clusterId();

    /** When it began. */
    Instant started();

    /** How long it took, or has taken so far. */
    Duration took();

    /** Time from the first step of a node to the last one; zero without such steps. */
    Duration makespan();

    /** The most nodes at once that were taken away before others had taken their place. */
    int peakUnavailable();

    /** The most machines at once, of the nodes that were rolled and their successors. */
    int peakMachines();

    /** Steps outside the single nodes, in order. */
    List<StepRecord> steps();

    /** Nodes of the plan, in order. While the roll goes on, those that it has begun. */
    List<NodeReport> nodes();

    /** Statistics of the probes. */
    List<ProbeReport> probes();

    /** What the gates have let begin. */
    List<GateRecord> gates();

    /** Findings that did not stop the roll, a line for each. */
    List<String> warnings();

    /** What was forecast; its waves and node pools are not in the JSON, and so are empty when it was read. */
    Optional<Forecast> forecast();

    /** All that is left to do by hand. */
    List<ManualStep> manualSteps();

    /** Where and why it stopped; empty if it completed, or goes on. */
    Optional<Failure> failure();

    /** What happened besides the steps, in order; empty without a {@link Recording}. */
    List<Moment> moments();

    /** Figures of the cluster, in order of time; empty if the caller has none. */
    List<Sample> samples();

    /** Requests that the caller has sent meanwhile; empty if it knows none. */
    Optional<RequestCount> requests();

    /** How many calls of each operation there were, by the service: {@code oci}, {@code kubernetes}. */
    Map<String, Map<String, Long>> calls();

    /** Returns a copy with what was recorded: its moments and samples in place of the report's. */
    RollReport withRecording(Recording recording);

    /** Returns a copy with peaks that were measured, in place of those that the times of the steps give. */
    RollReport withPeaks(int unavailable, int machines);

    /** Returns a copy with the requests that were sent during the roll. */
    RollReport withRequests(RequestCount requests);

    /**
     * Returns a copy with the calls of a service, in place of those that it has of that service.
     *
     * @param service lower-case letters: {@code oci}
     * @param byOperation how many calls of each operation
     * @throws IllegalArgumentException if the service has other characters
     */
    RollReport withCalls(String service, Map<String, Long> byOperation);
}
