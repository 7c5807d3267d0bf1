package io.github.evenkeel.roll;

import io.github.evenkeel.GateRecord;
import io.github.evenkeel.Step;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.AskedGate;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.GateEntry;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Gates of a run, asked before it begins anything: the control plane, a node pool, a wave, a node, a node's deletion.
 * Safe for use by the threads of all node runs.
 */
final class Gates {
    private final PlanSpec spec;
    private final String runId;
    private final List<AskedGate> gates;
    private final Hold hold;
    private final GateApprovals approvals = new GateApprovals();
    private final GateRecords records;

    /**
     * Gates of a run that begins, or that goes on.
     *
     * @param before what the run has recorded before
     * @param journal as the work writes it that asks
     */
    Gates(PlanSpec spec, String runId, List<GateEntry> before, Function<NodeScope, JournalEntries> journal) {
        this.spec = spec;
        this.runId = runId;
        gates = spec.gates().stream()
                .map(gate -> new AskedGate(gate, spec.scheduler()))
                .toList();
        hold = new Hold(spec.workloads());
        records = new GateRecords(before, journal);
        before.forEach(entry -> entry.approvals().forEach(approval -> approvals.recall(entry.gate(), approval)));
    }

    /**
     * Waits until all gates are open. An answer counts for some seconds: a second call about the same thing asks none
     * of them.
     *
     * @param what is about to begin
     * @param steps to which the wait belongs, if there is one
     * @return whether it has waited, so that what was read before may be outdated
     * @throws StepFailure if a gate stops the run
     */
    boolean awaitOpen(NodeScope scope, GateRequest.Builder what, StepRecorder steps) {
        GateQuestion question = question(scope, what);
        Duration begin = spec.scheduler().elapsed();
        if (records.hasJustOpened(question.about(), begin)) {
            return false;
        }
        boolean open = question.isOpen();
        if (!open) {
            steps.record(Step.AWAIT_GATES, "nothing begins while a gate is closed", question::awaitOpen);
        }
        opened(scope, question, begin);
        return !open;
    }

    /**
     * Whether all gates are open, by an answer of some seconds ago or by another one. An answer that could be recorded
     * only after longer than that does not count.
     *
     * @throws StepFailure if a gate stops the run
     */
    boolean areOpen(NodeScope scope, GateRequest.Builder what) {
        GateQuestion question = question(scope, what);
        Duration begin = spec.scheduler().elapsed();
        if (records.hasJustOpened(question.about(), begin)) {
            return true;
        }
        if (!question.isOpen()) {
            return false;
        }
        opened(scope, question, begin);
        return records.hasJustOpened(question.about(), spec.scheduler().elapsed()); // the journal may take long
    }

    private void opened(NodeScope scope, GateQuestion question, Duration begin) {
        Duration end = spec.scheduler().elapsed();
        List<GateRecord> passed = passed(question, end.minus(begin));
        records.opened(scope, question.about(), passed, end);
        passed.forEach(scope.publisher()::gatePassed);
    }

    /** A hold is not worth a record where there is none. */
    private List<GateRecord> passed(GateQuestion question, Duration waited) {
        Set<String> ids = new LinkedHashSet<>(question.closedOnce());
        gates.forEach(gate -> ids.add(gate.id()));
        return ids.stream()
                .map(gate -> new GateRecord(
                        gate,
                        question.about(),
                        spec.scheduler().now(),
                        waited,
                        approvals.approver(gate, question.about())))
                .toList();
    }

    /**
     * Asks all gates about a deletion, which can't wait.
     *
     * @throws StepFailure unless all let it proceed
     */
    void requireOpen(NodeScope scope, GateRequest.Builder deletion) {
        question(scope, deletion).requireOpen();
    }

    /**
     * Gives an approval for all that waits at a gate now.
     *
     * @throws IllegalArgumentException if the plan has no such gate, or if it takes no approvals
     * @throws IllegalStateException if it does not wait
     */
    void approve(String gateId, String approver) {
        AskedGate gate = gates.stream()
                .filter(one -> one.id().equals(gateId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plan has no gate " + gateId + "; its gates are "
                        + gates.stream().map(AskedGate::id).toList()));
        if (!gate.takesApprovals()) {
            throw new IllegalArgumentException("gate " + gateId + " takes no approvals");
        }
        approvals.give(gateId, approver, spec.scheduler().now());
    }

    /** When the gates are open, as far as they know. Calls no service. */
    GateOutlook outlook() {
        return GateOutlook.of(gates, spec.scheduler().now());
    }

    /** What the gates have let begin, in the order of the first of each. */
    List<GateRecord> records() {
        return records.all();
    }

    private GateQuestion question(NodeScope scope, GateRequest.Builder what) {
        return new GateQuestion(
                scope, what.runId(runId).clusterId(spec.cluster().id()), gates, hold, approvals);
    }
}
