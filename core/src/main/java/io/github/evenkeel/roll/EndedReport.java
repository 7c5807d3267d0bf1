package io.github.evenkeel.roll;

import io.github.evenkeel.Failure;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.FailureRecord;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.state.EndedRun;
import io.github.evenkeel.run.state.RunJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Report of an ended run, found instead of a run to recover. */
final class EndedReport extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient UpgradeReport report;

    private EndedReport(UpgradeReport report) {
        super("run " + report.runId() + " has ended", null, false, false);
        this.report = report;
    }

    /**
     * Its report, as far as the journal keeps it: the nodes that were replaced, without their steps.
     *
     * @throws RunFailedException if it had failed
     * @throws RunCancelledException if it had been cancelled
     */
    UpgradeReport asResult() {
        return switch (report.outcome()) {
            case COMPLETED -> report;
            case CANCELLED -> throw new RunCancelledException(report);
            case FAILED, HANDED_OVER -> throw new RunFailedException(report, this);
        };
    }

    /** @throws EndedReport if the last run has the id that the plan gives, and has ended */
    static void requireNone(PlanSpec spec, RunJournal journal) {
        String runId = spec.continuity().runId();
        Optional<EndedRun> ended = journal.ended();
        if (runId != null
                && ended.isPresent()
                && journal.last().filter(last -> last.runId().equals(runId)).isPresent()) {
            throw new EndedReport(report(spec, runId, journal, ended.get()));
        }
    }

    private static UpgradeReport report(PlanSpec spec, String runId, RunJournal journal, EndedRun ended) {
        List<NodeReport> nodes = new ArrayList<>();
        journal.replaced().forEach(node -> nodes.add(RunReport.before(node)));
        return new UpgradeReportRecord(
                runId,
                spec.cluster().id(),
                ended.outcome(),
                ended.started(),
                ended.took(),
                List.of(),
                nodes,
                List.of(),
                journal.gates().stream()
                        .flatMap(gate -> gate.records().stream())
                        .toList(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.ofNullable(failure(ended)));
    }

    private static @Nullable Failure failure(EndedRun ended) {
        return ended.object().isEmpty()
                ? null
                : new FailureRecord(
                        Step.of(ended.step()),
                        ended.object(),
                        ended.expected(),
                        ended.actual(),
                        Optional.empty(),
                        ended.took(),
                        List.of(),
                        List.of());
    }
}
