package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.SuccessorState;
import java.time.Duration;
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
        Optional<Duration> connectionDrain,
        List<StepRecord> steps,
        List<ManualStep> manualSteps)
        implements NodeReport {
    /** Copies the list. */
    public NodeReportRecord {
        steps = List.copyOf(steps);
        manualSteps = List.copyOf(manualSteps);
    }

    /** Of a node that the run has worked on. */
    static NodeReportRecord of(
            NodeState node,
            NodeReport.Result result,
            Optional<Duration> connectionDrain,
            List<StepRecord> steps,
            List<ManualStep> manualSteps) {
        Optional<SuccessorState> successor = Optional.ofNullable(node.successor());
        return new NodeReportRecord(
                node.name(),
                node.instanceId(),
                node.address(),
                result,
                successor.map(next -> next.node().name()),
                successor.map(SuccessorState::instanceId),
                successor.map(next -> next.addresses().first()),
                connectionDrain,
                steps,
                manualSteps);
    }
}
