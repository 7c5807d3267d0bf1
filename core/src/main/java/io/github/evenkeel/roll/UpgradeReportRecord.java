package io.github.evenkeel.roll;

import io.github.evenkeel.Failure;
import io.github.evenkeel.Finding;
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
import java.util.Optional;

/** Report of a roll that the library makes. */
public record UpgradeReportRecord(
        String runId,
        String clusterId,
        UpgradeReport.Outcome outcome,
        Instant started,
        Duration took,
        List<StepRecord> preparation,
        List<NodeReport> nodes,
        List<ProbeReport> probes,
        List<GateRecord> gates,
        List<Finding> warnings,
        Optional<Forecast> forecast,
        List<ManualStep> manualSteps,
        Optional<Failure> failure)
        implements UpgradeReport {
    /** Copies the lists. */
    public UpgradeReportRecord {
        preparation = List.copyOf(preparation);
        nodes = List.copyOf(nodes);
        probes = List.copyOf(probes);
        gates = List.copyOf(gates);
        warnings = List.copyOf(warnings);
        manualSteps = List.copyOf(manualSteps);
    }
}
