package io.github.evenkeel.roll;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Failure;
import io.github.evenkeel.Finding;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.RetryableRunException;
import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.plan.ClusterSnapshot;
import io.github.evenkeel.plan.ExecutionPlan;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.plan.Preflight;
import io.github.evenkeel.plan.SnapshotReader;
import io.github.evenkeel.pool.ControlPlaneUpgrade;
import io.github.evenkeel.pool.NodePoolUpdate;
import io.github.evenkeel.run.CancelledRun;
import io.github.evenkeel.run.Diagnosis;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.Interruption;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.Prober;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run from its first look to its report. */
public final class Roll {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** For listeners to hear what was told at last. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final RunSession session;
    private final PlanSpec spec;
    private final RunContext context;
    private final NodeRuns nodes;
    private final Instant started;
    private final Duration begin;
    private final List<StepRecord> preparation = new ArrayList<>();
    private volatile ExecutionPlan executionPlan = new ExecutionPlan(null, List.of(), List.of());
    private volatile int nodesDoneBefore;

    public Roll(RunSession session) {
        this.session = session;
        this.spec = session.spec();
        this.context = new RunContext(session);
        this.nodes = new NodeRuns(context, new DeleteAndReplace());
        this.started = spec.scheduler().now();
        this.begin = spec.scheduler().elapsed();
    }

    /** The same; should that fail, the lock and the journal are given back. */
    public static Roll of(RunSession session) {
        try {
            return new Roll(session);
        } catch (RuntimeException | Error e) {
            session.leave();
            throw e;
        }
    }

    /** Looks at everything and changes nothing. */
    public Preview preview() {
        try {
            context.scope.retries().giveUpWithin(spec.timing().calls().preview());
            return session.with(look().preview);
        } catch (CancelledRun e) {
            throw Interruption.of("preview of cluster " + spec.cluster().id(), "nothing was changed");
        } finally {
            context.scope.waits().interruptAgain();
        }
    }

    /** @param mayPass whether what stands in the way, if anything does, may be so for a moment only */
    private record Look(Preview preview, boolean mayPass) {}

    private Look look() {
        try {
            ClusterSnapshot world = new SnapshotReader(spec, context.scope.retries()).observe();
            executionPlan = ExecutionPlan.of(world, spec, PoolUpdates.made(session, nodes.replaced()));
            List<Finding> findings = session.resumed()
                    ? Preflight.findingsOnTheWay(world, executionPlan, spec, context.runId)
                    : Preflight.findings(world, executionPlan, spec, context.runId);
            Preview preview = new Preview(findings, executionPlan.steps());
            return new Look(preview, !preview.canRoll() && Preflight.mayPass(world, executionPlan, spec));
        } catch (PlanRefusedException e) {
            return new Look(new Preview(e.blockers(), List.of()), false);
        }
    }

    /**
     * Looks again, and refuses what can't be carried out.
     *
     * @throws PlanRefusedException if something stands in the way
     * @throws EvenkeelException if the services did not answer
     */
    public void prepare() {
        try {
            session.findings().forEach(context.publisher::warned);
            if (session.resumed()) {
                return; // what is half done stands in the way of a preflight: it is finished first
            }
            context.publisher.step(
                    preparation,
                    Step.PREPARE,
                    "cluster " + spec.cluster().id(),
                    "to refuse before anything is touched",
                    this::lookAndDecide);
            session.begin();
        } catch (PlanRefusedException e) {
            session.end();
            settle();
            throw e;
        } catch (VirtualMachineError e) {
            session.leave();
            throw e;
        } catch (RuntimeException | Error e) {
            EvenkeelException failure = exception(e);
            settle();
            throw failure;
        } finally {
            context.scope.waits().interruptAgain();
        }
    }

    /** What was prepared is not carried out, as no thread can be had to do it. */
    void leave() {
        session.leave();
    }

    /** Waits a while until the listeners have heard all. */
    void settle() {
        context.publisher.settle(LAST_WORDS);
    }

    /** Whether a listener is called on this thread just now. */
    boolean isHeardOn(Thread thread) {
        return context.publisher.isHeardOn(thread);
    }

    private void lookAndDecide() {
        Preview preview = lastingLook();
        if (!preview.canRoll()) {
            throw new PlanRefusedException(preview.blockers());
        }
        preview.warnings().forEach(context.publisher::warned);
    }

    /** A budget stands in the way only if it does in all looks for a while. */
    private Preview lastingLook() {
        Duration end =
                context.scope.waits().elapsed().plus(spec.timing().drain().quiet());
        Look look = look();
        while (!look.preview.canRoll()
                && look.mayPass
                && context.scope.waits().elapsed().compareTo(end) < 0) {
            context.scope.waits().sleep("what stands in the way to pass", BETWEEN_LOOKS);
            look = look();
        }
        return look.preview;
    }

    /** Does what {@link #prepare} found to be done. */
    public UpgradeReport run() {
        try (Prober prober = context.prober) {
            context.scope.retries().begin();
            prober.start();
            if (session.resumed()) {
                finishWhatWasBegun();
            }
            upgradeControlPlane();
            updateNodePools();
            nodes.run(executionPlan.nodes().stream().map(NodeTarget::state).toList());
            step(
                    Step.VERIFY,
                    "cluster " + spec.cluster().id(),
                    "all of it shall be seen to be well",
                    () -> Verification.run(context, nodes.replaced()));
        } catch (VirtualMachineError e) {
            throw broken(e);
        } catch (RuntimeException | Error e) {
            throw exception(e);
        }
        UpgradeReport report = report(UpgradeReport.Outcome.COMPLETED, null);
        session.end();
        context.publisher.ended(report);
        return report;
    }

    /** Nothing more is changed, as nothing can be relied on; another process may go on from the journal. */
    private VirtualMachineError broken(VirtualMachineError e) {
        try {
            session.leave();
        } catch (RuntimeException | Error second) {
            e.addSuppressed(second);
        }
        return e;
    }

    private void finishWhatWasBegun() {
        session.runJournal().replaced().forEach(node -> nodes.doneBefore(before(node), node));
        nodesDoneBefore = nodes.replaced().size();
        nodes.run(session.runJournal().unfinished());
        step(Step.PREPARE, "cluster " + spec.cluster().id(), "the rest is decided now", this::decideTheRest);
    }

    private void decideTheRest() {
        String cluster = "cluster " + spec.cluster().id();
        Duration atMost = spec.timing().replacement().controlPlane();
        context.scope.operations().awaitIdle(cluster, spec.cluster()::operationsInFlight, atMost);
        // Its operation may have ended some moments before.
        context.scope.waits().await(new WaitCondition(cluster, Lifecycle.ACTIVE.toString(), atMost), () -> {
            Lifecycle now = context.scope
                    .retries()
                    .call("read " + cluster, spec.cluster()::describe)
                    .lifecycle();
            return now == Lifecycle.UPDATING ? PollResult.notYet(now.toString()) : PollResult.of(now);
        });
        try {
            lookAndDecide();
        } catch (PlanRefusedException e) {
            throw new StepFailure(
                    "the rest of the plan", "nothing in its way", e.blockers().toString());
        }
    }

    public String runId() {
        return session.runId();
    }

    public void cancel() {
        context.scope.waits().cancel();
    }

    public void pause() {
        context.scope.waits().pause();
    }

    public void resume() {
        context.scope.waits().resume();
    }

    public UpgradeSnapshot snapshot(UpgradeSnapshot.State state) {
        EventPublisher.Progress standing = context.publisher.standing();
        int nodesDone = nodesDoneBefore + context.publisher.nodesReplaced();
        UpgradeSnapshot.State told = state;
        if (state == UpgradeSnapshot.State.RUNNING) {
            told = context.controls.acknowledged();
        }
        return new UpgradeSnapshot(
                context.runId,
                told,
                standing.step(),
                standing.object(),
                standing.waitingFor(),
                nodesDone,
                Math.max(nodesDone, nodesBefore() + executionPlan.nodes().size()),
                elapsed());
    }

    private void upgradeControlPlane() {
        KubernetesVersion version = executionPlan.controlPlane();
        if (version != null) {
            ControlPlaneUpgrade upgrade = new ControlPlaneUpgrade(spec.cluster(), version);
            step(Step.UPGRADE_CONTROL_PLANE, upgrade.object(), "nodes are never newer than it", () -> context.scope
                    .reconciler()
                    .make(upgrade, spec.timing().replacement().controlPlane()));
        }
    }

    private void updateNodePools() {
        for (NodePool pool : executionPlan.pools()) {
            NodePoolUpdate update = PoolUpdates.of(context, pool);
            step(Step.UPDATE_NODE_POOL, update.object(), ExecutionPlan.made(pool), () -> context.scope
                    .reconciler()
                    .make(update, spec.timing().replacement().nodePool()));
        }
    }

    private void step(Step step, String object, String reason, Runnable work) {
        context.publisher.step(preparation, step, object, reason, work);
    }

    private EvenkeelException exception(Throwable e) {
        List<String> rolledBack = nodes.rolledBack();
        List<ManualStep> leftToDo = nodes.leftToDo();
        session.end();
        boolean cancelled = e instanceof CancelledRun;
        Failure failure = cancelled && leftToDo.isEmpty()
                ? null
                : Diagnosis.of(e, context.publisher.standing(), elapsed(), rolledBack, leftToDo);
        UpgradeReport report =
                report(cancelled ? UpgradeReport.Outcome.CANCELLED : UpgradeReport.Outcome.FAILED, failure);
        context.publisher.ended(report);
        if (cancelled) {
            return new RunCancelledException(report);
        }
        boolean later = e instanceof ServiceException service && service.isRetryable() && leftToDo.isEmpty();
        return later ? new RetryableRunException(report, e) : new RunFailedException(report, e);
    }

    private UpgradeReport report(UpgradeReport.Outcome outcome, @Nullable Failure failure) {
        List<NodeReport> all = new ArrayList<>(nodes.reports());
        Set<String> reported = all.stream().map(NodeReport::instanceId).collect(Collectors.toSet());
        executionPlan.nodes().stream()
                .filter(target -> !reported.contains(target.instanceId()))
                .map(Roll::untouched)
                .forEach(all::add);
        return new UpgradeReport(
                context.runId,
                spec.cluster().id(),
                outcome,
                started,
                elapsed(),
                preparation,
                all,
                context.prober.reports(),
                context.publisher.warnings(),
                failure);
    }

    private int nodesBefore() {
        return session.resumed()
                ? session.runJournal().replaced().size()
                        + session.runJournal().unfinished().size()
                : 0;
    }

    private static NodeReport before(ReplacedEntry notes) {
        return new NodeReport(
                notes.name(),
                "",
                notes.addresses().get(0),
                NodeReport.Result.REPLACED,
                notes.by(),
                null,
                notes.newAddresses().get(0),
                List.of());
    }

    private static NodeReport untouched(NodeTarget target) {
        return new NodeReport(
                target.node().name(),
                target.instanceId(),
                target.address(),
                NodeReport.Result.UNTOUCHED,
                null,
                null,
                null,
                List.of());
    }

    private Duration elapsed() {
        return spec.scheduler().elapsed().minus(begin);
    }
}
