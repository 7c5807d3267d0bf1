package io.github.evenkeel.roll;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Failure;
import io.github.evenkeel.Forecast;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.RetryableRunException;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.RunHandedOverException;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.plan.ExecutionPlan;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.run.CancelledRun;
import io.github.evenkeel.run.Diagnosis;
import io.github.evenkeel.run.HandedOver;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates the report of a run, and the exception of one that did not complete. */
final class RunReport {
    private final RunContext context;
    private final NodeRuns nodes;
    private final OutdatedTaint taint;
    private final Instant started;
    private final Duration begin;
    private volatile @Nullable Forecast forecast;

    /** Of a run that starts now. */
    RunReport(RunContext context, NodeRuns nodes, OutdatedTaint taint) {
        this.taint = taint;
        this.context = context;
        this.nodes = nodes;
        started = context.spec.scheduler().now();
        begin = context.spec.scheduler().elapsed();
    }

    /** What was forecast when all of it was decided. */
    void expects(Forecast expected) {
        forecast = expected;
    }

    /** What was forecast; empty as long as it is not decided. */
    Optional<Forecast> forecast() {
        return Optional.ofNullable(forecast);
    }

    /** Time since the run started, in this process. */
    Duration elapsed() {
        return context.spec.scheduler().elapsed().minus(begin);
    }

    UpgradeReport completed(ExecutionPlan plan, List<StepRecord> preparation) {
        return of(UpgradeReport.Outcome.COMPLETED, plan, preparation, null);
    }

    /** Of a run that has stopped. */
    UpgradeReport stopped(Throwable why, ExecutionPlan plan, List<StepRecord> preparation) {
        List<ManualStep> leftToDo = leftToDo();
        if (why instanceof HandedOver) {
            return of(UpgradeReport.Outcome.HANDED_OVER, plan, preparation, null);
        }
        boolean cancelled = why instanceof CancelledRun;
        Failure failure = cancelled && leftToDo.isEmpty()
                ? null
                : Diagnosis.of(
                        why,
                        nodes.failedAt().orElseGet(context.publisher::progress),
                        elapsed(),
                        nodes.rolledBack(),
                        leftToDo);
        return of(
                cancelled ? UpgradeReport.Outcome.CANCELLED : UpgradeReport.Outcome.FAILED, plan, preparation, failure);
    }

    private List<ManualStep> leftToDo() {
        return Stream.concat(nodes.leftToDo().stream(), taint.leftToDo().stream())
                .toList();
    }

    /** By what a caller can decide. */
    EvenkeelException exception(Throwable why, UpgradeReport report) {
        if (why instanceof CancelledRun) {
            return new RunCancelledException(report);
        }
        if (why instanceof HandedOver) {
            return new RunHandedOverException(report, String.valueOf(why.getMessage()));
        }
        boolean later = why instanceof ServiceException service
                && service.isRetryable()
                && leftToDo().isEmpty();
        return later ? new RetryableRunException(report, why) : new RunFailedException(report, why);
    }

    private UpgradeReport of(
            UpgradeReport.Outcome outcome,
            ExecutionPlan plan,
            List<StepRecord> preparation,
            @Nullable Failure failure) {
        List<NodeReport> all = new ArrayList<>(nodes.reports());
        Set<String> reported = all.stream().map(NodeReport::instanceId).collect(Collectors.toSet());
        plan.leftAside().stream()
                .filter(target -> !reported.contains(target.instanceId()))
                .map(target ->
                        untouched(target, NodeReport.Result.LEFT_ASIDE, LeavingAside.leftToDo(context.spec, target)))
                .forEach(all::add);
        plan.nodes().stream()
                .filter(target -> !reported.contains(target.instanceId()))
                .map(target -> untouched(target, NodeReport.Result.UNTOUCHED, List.of()))
                .forEach(all::add);
        return new UpgradeReportRecord(
                context.runId,
                context.spec.cluster().id(),
                outcome,
                started,
                elapsed(),
                preparation,
                all,
                context.prober.reports(),
                context.gates.records(),
                context.publisher.warnings(),
                forecast(),
                manualSteps(all, failure),
                Optional.ofNullable(failure));
    }

    private List<ManualStep> manualSteps(List<NodeReport> all, @Nullable Failure failure) {
        return Stream.of(
                        failure == null ? Stream.<ManualStep>empty() : failure.manualSteps().stream(),
                        all.stream().flatMap(node -> node.manualSteps().stream()),
                        taint.leftToDo().stream())
                .flatMap(steps -> steps)
                .distinct()
                .toList();
    }

    /** Of a node that another process has replaced. */
    static NodeReport before(ReplacedEntry replaced) {
        return new NodeReportRecord(
                replaced.name(),
                "",
                replaced.addresses().get(0),
                NodeReport.Result.REPLACED,
                Optional.of(replaced.by()),
                Optional.empty(),
                Optional.of(replaced.newAddresses().get(0)),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** Of a run that was cancelled before it had looked at anything. */
    static UpgradeReport untouched(PlanSpec spec, String runId, Duration took) {
        return new UpgradeReportRecord(
                runId,
                spec.cluster().id(),
                UpgradeReport.Outcome.CANCELLED,
                spec.scheduler().now().minus(took),
                took,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Of a node to which this process has done nothing. */
    private static NodeReport untouched(NodeTarget target, NodeReport.Result result, List<ManualStep> leftToDo) {
        return new NodeReportRecord(
                target.node().name(),
                target.instanceId(),
                target.address(),
                result,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                leftToDo);
    }
}
