package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.StepRecord;
import java.util.List;
import java.util.Optional;

/** Report of a node that the library makes. */
public record NodeReportRecord(
        String node,
        String instanceId,
        String address,
        NodeReport.Result result,
        Optional<String> replacement,
        Optional<String> replacementInstanceId,
        Optional<String> replacementAddress,
        List<StepRecord> steps,
        List<ManualStep> manualSteps)
        implements NodeReport {
    /** Copies the list. */
    public NodeReportRecord {
        steps = List.copyOf(steps);
        manualSteps = List.copyOf(manualSteps);
    }
}
