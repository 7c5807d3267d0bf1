package io.github.evenkeel.report;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.StepRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Report of a node that was read. */
record ReadNode(
        String node,
        String instanceId,
        String address,
        NodeReport.Result result,
        Optional<String> replacement,
        Optional<String> replacementInstanceId,
        Optional<String> replacementAddress,
        Optional<Duration> connectionDrain,
        List<StepRecord> steps,
        List<ManualStep> manualSteps)
        implements NodeReport {
    ReadNode {
        steps = List.copyOf(steps);
        manualSteps = List.copyOf(manualSteps);
    }
}
