package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.DrainRestoration;
import io.github.evenkeel.DrainRestoration.Outcome;
import io.github.evenkeel.Failure;
import io.github.evenkeel.Finding;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.RetryableRunException;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.run.CancelledRun;
import io.github.evenkeel.run.Diagnosis;
import io.github.evenkeel.run.Interruption;
import io.github.evenkeel.run.LogContext;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.lease.PortCalls;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drain of one node without an upgrade, on the caller's thread. */
public final class NodeDrain {
    /** Time for listeners to receive the last events. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /** Prefix of a drain's mark. Each drain has its own mark; the mark of a roll is the identity of its run. */
    private static final String MARK = "drain";

    private final Workloads workloads;
    private final String node;
    private final String id;
    private final DrainPolicy policy;
    private final NodeScope run;
    private final Drain drain;
    private final Cordon cordon;
    private final EvictionWarnings warnings;
    private final List<StepRecord> steps = new ArrayList<>();
    private @Nullable ClusterNode found;
    private @Nullable ClusterNode cordoned;

    public NodeDrain(
            Workloads workloads,
            String node,
            DrainPolicy policy,
            Timing timing,
            List<UpgradeListener> listeners,
            Scheduler scheduler) {
        this.node = node;
        this.policy = policy;
        this.id = MARK + "-" + UUID.randomUUID();
        NodeScope begun = NodeScope.begin(scheduler, timing, listeners);
        begun.publisher().identify(id, Optional.empty());
        this.workloads = new PortCalls(scheduler, timing.calls(), begun.publisher()).to(Workloads.class, workloads);
        this.run = begun.another(
                begun.publisher().about(source -> source.aboutNode(node, Optional.empty(), Optional.empty())));
        this.cordon = new Cordon(this.workloads, run, id);
        TokenBucket evictions = new TokenBucket(run.scheduler().elapsed());
        this.drain = new Drain(this.workloads, policy, run, cordon, evictions, null);
        this.warnings = new EvictionWarnings(node, this.workloads, run);
    }

    public DrainPreview preview() {
        return heard(this::look);
    }

    private DrainPreview look() {
        run.retries().giveUpWithin(run.timing().calls().preview());
        try {
            List<Finding> findings = Permissions.missing(workloads, policy, run.retries());
            if (!findings.isEmpty()) {
                return new DrainPreviewRecord(node, findings, List.of());
            }
            Optional<ClusterNode> there = run.retries().call("read node " + node, () -> workloads.node(node));
            return there.isEmpty() ? DrainRefusal.noSuchNode(node) : dryRun(there.get());
        } catch (ServiceException e) {
            return DrainRefusal.of(node, e);
        }
    }

    public DrainReport drain() {
        return heard(this::empty);
    }

    private DrainReport empty() {
        Instant started = run.scheduler().now();
        Duration begin = run.scheduler().elapsed();
        PodClassifier classifier = drain.classifier(node);
        try (WatchedNode watched = drain.watchNode(node)) {
            step(Step.PREPARE, "to refuse before anything is changed", () -> prepare(watched, classifier));
            run.retries().begin();
            step(Step.CORDON, "to keep new pods off the node", this::cordon);
            step(
                    Step.EVICT,
                    "to move its pods to other nodes",
                    () -> drain.empty(
                            identity(), watched, classifier, watched.look().pods(), () -> cordoned = found));
            return report(DrainReport.Outcome.DRAINED, started, begin, null);
        } catch (PlanRefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(e, started, begin);
        }
    }

    /** The work runs on the caller's thread. A wait clears the interrupt flag, so it is set again for the caller. */
    private <T> T heard(Supplier<T> work) {
        try {
            return new LogContext(id, node).during(work);
        } catch (CancelledRun e) {
            throw Interruption.of("node " + node, "the outcome of the last call is not known");
        } finally {
            run.publisher().settle(LAST_WORDS);
            run.waits().interruptAgain();
        }
    }

    private void cordon() {
        ClusterNode there = cordon.put(node, null, before -> {
            requireReady(before);
            cordoned = before;
        });
        if (cordoned == null) {
            requireReady(there); // another client has cordoned it
        }
        found = there;
    }

    /** Checks the node as read for the cordon: nothing has been changed yet. */
    private void requireReady(ClusterNode there) {
        List<Finding> findings = EvictionWarnings.notReady(there);
        if (!findings.isEmpty()) {
            throw new PlanRefusedException(new DrainPreviewRecord(node, findings, List.of()));
        }
    }

    private NodeIdentity identity() {
        return NodeIdentity.of(Objects.requireNonNull(found, "a node is cordoned before it is drained"));
    }

    /** @param drains accepts the marks of the drains that it may end */
    public DrainRestoration restore(Predicate<String> drains) {
        return heard(() -> {
            Cordon any = new Cordon(workloads, run, id, drains);
            Outcome outcome = any.lift(node, null);
            return new DrainRestoration(outcome, outcome == Outcome.UNCORDONED ? any.lifted() : Optional.empty());
        });
    }

    /** Whether it is the mark of a drain, and not of a roll. */
    public static boolean isMark(String mark) {
        return mark.equals(MARK) || mark.startsWith(MARK + "-");
    }

    /**
     * Makes a dry run of one eviction only: the evictions themselves, which follow at once, give the server's other
     * verdicts.
     */
    private void prepare(WatchedNode watched, PodClassifier classifier) {
        try {
            DrainPreview preview =
                    new DrainPreviewRecord(node, List.of(), sorted(classifier.lasting(node, watched::look)));
            if (!preview.canDrain()) {
                throw new PlanRefusedException(preview);
            }
            requirePermission(preview.pods(), classifier);
            DataLossWarnings.capped(warnings.of(preview.pods())).forEach(run.publisher()::warned);
        } catch (ServiceException e) {
            throw new PlanRefusedException(DrainRefusal.of(node, e));
        }
    }

    /** Detects a missing permission to evict before the node is cordoned. */
    private void requirePermission(List<PodVerdict> verdicts, PodClassifier classifier) {
        verdicts.stream()
                .filter(verdict -> verdict.decision() == PodVerdict.Decision.EVICT)
                .findFirst()
                .ifPresent(verdict -> drain.evictionDryRun(classifier).requirePermission(verdict.pod()));
    }

    private DrainPreview dryRun(ClusterNode there) {
        List<PodVerdict> verdicts = sorted(drain.dryRun(node));
        List<Finding> findings = Stream.of(EvictionWarnings.notReady(there), warnings.of(verdicts), warnings.leaked())
                .flatMap(List::stream)
                .toList();
        return new DrainPreviewRecord(node, findings, verdicts);
    }

    private RuntimeException failed(RuntimeException e, Instant started, Duration begin) {
        List<String> rolledBack = new ArrayList<>();
        List<ManualStep> leftToDo = new ArrayList<>();
        ClusterNode ours = cordoned;
        if (ours != null) {
            try {
                run.waits().uncancellable(() -> putBack(ours, rolledBack));
            } catch (RuntimeException left) {
                leftToDo.add(new ManualStep(
                        "uncordon node " + node + ": " + left.getMessage(), workloads.uncordonCliCommand(node)));
            }
        }
        Failure failure = Diagnosis.of(
                e, run.publisher().progress(), run.scheduler().elapsed().minus(begin), rolledBack, leftToDo);
        DrainReport.Outcome outcome =
                leftToDo.isEmpty() ? DrainReport.Outcome.RESTORED : DrainReport.Outcome.UNFINISHED;
        DrainReport report = report(outcome, started, begin, failure);
        if (e instanceof CancelledRun) {
            return new RunCancelledException(report);
        }
        boolean later = e instanceof ServiceException service && service.isRetryable() && leftToDo.isEmpty();
        return later ? new RetryableRunException(report, e) : new RunFailedException(report, e);
    }

    private void putBack(ClusterNode ours, List<String> rolledBack) {
        Outcome restored = cordon.lift(node, ours.uid());
        if (restored == Outcome.UNCORDONED) {
            rolledBack.add("uncordon node " + node);
            run.publisher().rolledBack("uncordon node " + node);
        } else if (restored == Outcome.NO_SUCH_NODE) {
            run.publisher()
                    .warned(Finding.warning(
                            "node " + node,
                            "no longer there",
                            "the node with UID " + ours.uid(),
                            "find out who deleted it"));
        }
    }

    private DrainReport report(
            DrainReport.Outcome outcome, Instant started, Duration begin, @Nullable Failure failure) {
        return new DrainReportRecord(
                id,
                node,
                outcome,
                started,
                run.scheduler().elapsed().minus(begin),
                steps,
                run.publisher().evicted(),
                run.publisher().warnings(),
                Optional.ofNullable(failure));
    }

    private void step(Step step, String reason, Runnable work) {
        run.publisher().step(steps, step, "node " + node, reason, work);
    }

    private static List<PodVerdict> sorted(List<PodVerdict> verdicts) {
        return verdicts.stream()
                .sorted(Comparator.comparing(verdict -> verdict.pod().path()))
                .toList();
    }
}
