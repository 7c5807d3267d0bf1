package io.github.evenkeel.roll;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.plan.ControlPlaneRoute;
import io.github.evenkeel.plan.ExecutionPlan;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.pool.ControlPlaneUpgrade;
import io.github.evenkeel.run.CancelledRun;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.HandedOver;
import io.github.evenkeel.run.Interruption;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Prober;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.UpgradeScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Run of a plan, from its first check to its report. */
public final class Roll {
    private final RunSession session;
    private final PlanSpec spec;
    private final RunContext context;
    private final NodeRuns nodes;
    private final Preparation preparation;
    private final OutdatedTaint taint;
    private final RunReport report;
    private final List<StepRecord> records = new ArrayList<>();
    private volatile int nodesDoneBefore;

    public Roll(RunSession session) {
        this.session = session;
        spec = session.spec();
        context = new RunContext(session);
        nodes = new NodeRuns(context, DeleteAndReplace.strategy());
        preparation = new Preparation(context, session, nodes);
        taint = new OutdatedTaint(context, preparation);
        report = new RunReport(context, nodes, taint);
        context.publisher.countedBy(this::nodesDone, this::nodesInAll);
        context.controls.publish(() -> snapshot(UpgradeSnapshot.State.RUNNING));
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
            return session.with(preparation.look());
        } catch (CancelledRun e) {
            throw Interruption.of("preview of cluster " + spec.cluster().id(), "nothing was changed");
        } finally {
            context.scope.waits().interruptAgain();
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
            step(Step.PREPARE, cluster(), "to refuse before anything is touched", preparation::decide);
            report.expects(preparation.forecast());
            session.begin(preparation.plan().rollout().entry());
        } catch (PlanRefusedException e) {
            session.end(Optional.empty());
            throw e;
        } catch (VirtualMachineError e) {
            session.leave();
            throw e;
        } catch (RuntimeException | Error e) {
            throw stop(e);
        } finally {
            context.scope.waits().interruptAgain();
        }
    }

    /** Does what {@link #prepare} found to be done. */
    public UpgradeReport run() {
        try (Prober prober = context.prober) {
            prober.start();
            changeAll();
        } catch (VirtualMachineError e) {
            throw broken(e);
        } catch (HandedOver e) {
            throw handOver(e);
        } catch (RuntimeException | Error e) {
            throw stop(e);
        }
        return ended(report.completed(preparation.plan(), records));
    }

    /** However it ends, what was added to pools has left, or is in the report. */
    private void changeAll() {
        try {
            context.scope.retries().begin();
            if (session.resumed()) {
                finishWhatWasBegun();
            }
            upgradeControlPlane();
            new NodePoolUpdates(context, records).make(preparation.plan().pools());
            ExecutionPlan plan = preparation.plan();
            taint.put(plan.nodes());
            nodes.run(plan.nodes().stream().map(NodeTarget::state).toList(), plan.rollout(), records);
            nodes.surges().close(Set.of(), records);
            taint.remove();
            step(
                    Step.VERIFY,
                    cluster(),
                    "an upgrade is done when all of it is seen to be healthy",
                    () -> Verification.run(context, nodes.replaced()));
        } catch (VirtualMachineError | HandedOver e) {
            throw e;
        } catch (RuntimeException | Error e) {
            putSurgesBack(e);
            taint.remove();
            preparation.lookForNodesLeftAside();
            throw e;
        }
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

    /** The journal says that it is underway, so that the next process goes on with it. */
    private EvenkeelException handOver(HandedOver why) {
        UpgradeReport stopped = report.stopped(why, preparation.plan(), records);
        session.leave();
        context.publisher.ended(stopped);
        return report.exception(why, stopped);
    }

    private EvenkeelException stop(Throwable why) {
        return report.exception(why, ended(report.stopped(why, preparation.plan(), records)));
    }

    private UpgradeReport ended(UpgradeReport how) {
        session.end(Optional.of(how));
        context.publisher.ended(how);
        return how;
    }

    /** What can't be is in the report. */
    private void putSurgesBack(Throwable why) {
        try {
            nodes.surges().close(Set.of(), records);
        } catch (VirtualMachineError | HandedOver e) {
            throw e; // or the run's own pod is on a node that leaves
        } catch (RuntimeException | Error e) {
            if (e != why) {
                why.addSuppressed(e);
            }
        }
    }

    private void finishWhatWasBegun() {
        session.runJournal().replaced().forEach(node -> nodes.doneBefore(RunReport.before(node), node));
        nodesDoneBefore = nodes.replaced().size();
        nodes.run(session.runJournal().unfinished(), session.rolloutOfUnfinished(), records);
        step(Step.PREPARE, cluster(), "the rest is decided now", this::decideTheRest);
    }

    private void decideTheRest() {
        ControlPlaneUpgrade.awaitIdle(spec, context.scope);
        nodes.surges().awaitJoined();
        try {
            preparation.decideTheRest();
        } catch (PlanRefusedException e) {
            throw new StepFailure(
                    "the rest of the plan", "nothing in its way", e.blockers().toString());
        }
    }

    private void upgradeControlPlane() {
        ControlPlaneRoute route = preparation.plan().controlPlane();
        if (route != null) {
            new ControlPlaneHops(context, records).take(route);
            if (spec.scope().hops() == UpgradeScope.Hops.SEVERAL) {
                step(
                        Step.PREPARE,
                        cluster() + " at " + route.target(),
                        "the control plane has its version now",
                        this::decideTheRest);
            }
        }
    }

    private void step(Step step, String object, String reason, Runnable work) {
        context.publisher.step(records, step, object, reason, work);
    }

    private String cluster() {
        return "cluster " + spec.cluster().id();
    }

    public String runId() {
        return session.runId();
    }

    /** See {@link io.github.evenkeel.Upgrade#approve}. */
    public void approve(String gateId, String approver) {
        context.gates.approve(gateId, approver);
        context.scope.waits().wakeAll();
    }

    public UpgradeSnapshot snapshot(UpgradeSnapshot.State state) {
        List<NodeTask> underWay = nodes.underWay();
        EventPublisher.Progress standing =
                underWay.stream().findFirst().map(NodeTask::progress).orElseGet(context.publisher::progress);
        return new UpgradeSnapshotRecord(
                context.runId,
                state == UpgradeSnapshot.State.RUNNING ? context.controls.persistedState() : state,
                underWay.stream().map(NodeTask::snapshot).toList(),
                Optional.ofNullable(standing.step()),
                Optional.ofNullable(standing.object()),
                Optional.ofNullable(standing.waitingFor()),
                nodesDone(),
                nodesInAll(),
                report.elapsed(),
                report.forecast(),
                context.controls.acknowledged());
    }

    private int nodesDone() {
        return nodesDoneBefore + context.publisher.nodesReplaced();
    }

    private int nodesInAll() {
        return Math.max(nodesDone(), nodesBefore() + preparation.plan().nodes().size());
    }

    private int nodesBefore() {
        return session.resumed()
                ? session.runJournal().replaced().size()
                        + session.runJournal().unfinished().size()
                : 0;
    }
}
