package io.github.evenkeel.roll;

import io.github.evenkeel.AttentionNeededException;
import io.github.evenkeel.Failure;
import io.github.evenkeel.Finding;
import io.github.evenkeel.KubernetesVersion;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.TryAgainLaterException;
import io.github.evenkeel.UpgradeCancelledException;
import io.github.evenkeel.UpgradeException;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.cluster.ControlPlaneUpgrade;
import io.github.evenkeel.cluster.NodePoolUpdate;
import io.github.evenkeel.logbook.NodeNotes;
import io.github.evenkeel.logbook.ReplacedNotes;
import io.github.evenkeel.preflight.Itinerary;
import io.github.evenkeel.preflight.NodeTarget;
import io.github.evenkeel.preflight.Observation;
import io.github.evenkeel.preflight.Observer;
import io.github.evenkeel.preflight.Preflight;
import io.github.evenkeel.run.CancelledRun;
import io.github.evenkeel.run.Diagnosis;
import io.github.evenkeel.run.Diary;
import io.github.evenkeel.run.Goal;
import io.github.evenkeel.run.Interruption;
import io.github.evenkeel.run.Prober;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.run.Sight;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run from its first look to its report. */
public final class Roll {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** For listeners to hear what was told at last. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final Commission commission;
    private final Settings settings;
    private final Tools tools;
    private final Instant started;
    private final Duration begin;
    private final List<StepRecord> preparation = new ArrayList<>();
    private final List<NodeReport> nodes = new ArrayList<>();
    private final List<ReplacedNotes> successors = new ArrayList<>();
    private volatile Itinerary itinerary = new Itinerary(null, List.of(), List.of());
    private volatile int nodesDoneBefore;
    private int begun;
    private @Nullable NodeRoll current;

    public Roll(Commission commission) {
        this.commission = commission;
        this.settings = commission.settings();
        this.tools = new Tools(commission);
        this.started = settings.timeline().now();
        this.begin = settings.timeline().elapsed();
    }

    /** The same; should that fail, the lock and the journal are given back. */
    public static Roll of(Commission commission) {
        try {
            return new Roll(commission);
        } catch (RuntimeException | Error e) {
            commission.leave();
            throw e;
        }
    }

    /** Looks at everything and changes nothing. */
    public Preview preview() {
        try {
            tools.retries.giveUpWithin(settings.timing().deadlines().preview());
            return commission.with(look().preview);
        } catch (CancelledRun e) {
            throw Interruption.of("preview of cluster " + settings.cluster().id(), "nothing was changed");
        } finally {
            tools.waits.interruptAgain();
        }
    }

    /** @param mayPass whether what stands in the way, if anything does, may be so for a moment only */
    private record Look(Preview preview, boolean mayPass) {}

    private Look look() {
        try {
            Observation world = new Observer(settings, tools.retries).observe();
            itinerary = Itinerary.of(world, settings, PoolUpdates.made(commission, successors));
            List<Finding> findings = commission.resumed()
                    ? Preflight.findingsOnTheWay(world, itinerary, settings, tools.runId)
                    : Preflight.findings(world, itinerary, settings, tools.runId);
            Preview preview = new Preview(findings, itinerary.steps());
            return new Look(preview, !preview.canRoll() && Preflight.mayPass(world, itinerary, settings));
        } catch (PlanRefusedException e) {
            return new Look(new Preview(e.blockers(), List.of()), false);
        }
    }

    /**
     * Looks again, and refuses what can't be carried out.
     *
     * @throws PlanRefusedException if something stands in the way
     * @throws UpgradeException if the services did not answer
     */
    public void prepare() {
        try {
            commission.findings().forEach(tools.diary::warned);
            if (commission.resumed()) {
                return; // what is half done stands in the way of a preflight: it is finished first
            }
            tools.diary.step(
                    preparation,
                    Step.PREPARE,
                    "cluster " + settings.cluster().id(),
                    "to refuse before anything is touched",
                    this::lookAndDecide);
            commission.begin();
        } catch (PlanRefusedException e) {
            commission.end();
            settle();
            throw e;
        } catch (VirtualMachineError e) {
            commission.leave();
            throw e;
        } catch (RuntimeException | Error e) {
            UpgradeException failure = exception(e);
            settle();
            throw failure;
        } finally {
            tools.waits.interruptAgain();
        }
    }

    /** What was prepared is not carried out, as no thread can be had to do it. */
    void leave() {
        commission.leave();
    }

    /** Waits a while until the listeners have heard all. */
    void settle() {
        tools.diary.settle(LAST_WORDS);
    }

    /** Whether a listener is called on this thread just now. */
    boolean isHeardOn(Thread thread) {
        return tools.diary.isHeardOn(thread);
    }

    private void lookAndDecide() {
        Preview preview = lastingLook();
        if (!preview.canRoll()) {
            throw new PlanRefusedException(preview.blockers());
        }
        preview.warnings().forEach(tools.diary::warned);
    }

    /** A budget stands in the way only if it does in all looks for a while. */
    private Preview lastingLook() {
        Duration end = tools.waits.elapsed().plus(settings.timing().quiet());
        Look look = look();
        while (!look.preview.canRoll() && look.mayPass && tools.waits.elapsed().compareTo(end) < 0) {
            tools.waits.pause("what stands in the way to pass", BETWEEN_LOOKS);
            look = look();
        }
        return look.preview;
    }

    /** Does what {@link #prepare} found to be done. */
    public UpgradeReport run() {
        try (Prober prober = tools.prober) {
            tools.retries.begin();
            prober.start();
            if (commission.resumed()) {
                finishWhatWasBegun();
            }
            upgradeControlPlane();
            updateNodePools();
            for (NodeTarget target : itinerary.nodes()) {
                tools.waits.heedCancel();
                begun++;
                roll(new NodeRoll(tools, target));
            }
            step(
                    Step.VERIFY,
                    "cluster " + settings.cluster().id(),
                    "all of it shall be seen to be well",
                    () -> Verification.run(tools, successors));
        } catch (VirtualMachineError e) {
            throw broken(e);
        } catch (RuntimeException | Error e) {
            throw exception(e);
        }
        UpgradeReport report = report(UpgradeReport.Outcome.COMPLETED, null);
        commission.end();
        tools.diary.ended(report);
        return report;
    }

    /** Nothing more is changed, as nothing can be relied on; another process may go on from the journal. */
    private VirtualMachineError broken(VirtualMachineError e) {
        try {
            commission.leave();
        } catch (RuntimeException | Error second) {
            e.addSuppressed(second);
        }
        return e;
    }

    private void finishWhatWasBegun() {
        commission.logbook().replaced().forEach(node -> done(before(node), node));
        nodesDoneBefore = nodes.size();
        for (NodeNotes notes : commission.logbook().unfinished()) {
            roll(new NodeRoll(tools, LeftNode.target(notes), notes));
        }
        step(Step.PREPARE, "cluster " + settings.cluster().id(), "the rest is decided now", this::decideTheRest);
    }

    private void decideTheRest() {
        String cluster = "cluster " + settings.cluster().id();
        Duration atMost = settings.timing().controlPlane();
        tools.operations.awaitIdle(cluster, settings.cluster()::operationsInFlight, atMost);
        // Its operation may have ended some moments before.
        tools.waits.until(new Goal(cluster, Lifecycle.ACTIVE.toString(), atMost), () -> {
            Lifecycle now = tools.retries
                    .call("read " + cluster, settings.cluster()::describe)
                    .lifecycle();
            return now == Lifecycle.UPDATING ? Sight.notYet(now.toString()) : Sight.of(now);
        });
        try {
            lookAndDecide();
        } catch (PlanRefusedException e) {
            throw new StepFailure(
                    "the rest of the plan", "nothing in its way", e.blockers().toString());
        }
    }

    private void roll(NodeRoll node) {
        current = node;
        node.roll();
        if (!node.isForgotten()) {
            done(node.report(), node.successorNotes());
        }
        current = null;
    }

    private void done(NodeReport report, ReplacedNotes successor) {
        nodes.add(report);
        successors.add(successor);
    }

    public String runId() {
        return commission.runId();
    }

    public void cancel() {
        tools.waits.cancel();
    }

    public void hold() {
        tools.waits.hold();
    }

    public void goOn() {
        tools.waits.goOn();
    }

    public UpgradeSnapshot snapshot(UpgradeSnapshot.State state) {
        Diary.Standing standing = tools.diary.standing();
        int nodesDone = nodesDoneBefore + tools.diary.nodesReplaced();
        UpgradeSnapshot.State told = state;
        if (state == UpgradeSnapshot.State.RUNNING) {
            told = tools.wishes.acknowledged();
        }
        return new UpgradeSnapshot(
                tools.runId,
                told,
                standing.step(),
                standing.object(),
                standing.waitingFor(),
                nodesDone,
                Math.max(nodesDone, nodesBefore() + itinerary.nodes().size()),
                elapsed());
    }

    private void upgradeControlPlane() {
        KubernetesVersion version = itinerary.controlPlane();
        if (version != null) {
            ControlPlaneUpgrade upgrade = new ControlPlaneUpgrade(settings.cluster(), version);
            step(
                    Step.UPGRADE_CONTROL_PLANE,
                    upgrade.object(),
                    "nodes are never newer than it",
                    () -> tools.changes.make(upgrade, settings.timing().controlPlane()));
        }
    }

    private void updateNodePools() {
        for (NodePool pool : itinerary.pools()) {
            NodePoolUpdate update = PoolUpdates.of(tools, pool);
            step(
                    Step.UPDATE_NODE_POOL,
                    update.object(),
                    Itinerary.made(pool),
                    () -> tools.changes.make(update, settings.timing().nodePool()));
        }
    }

    private void step(Step step, String object, String reason, Runnable work) {
        tools.diary.step(preparation, step, object, reason, work);
    }

    private UpgradeException exception(Throwable e) {
        NodeRoll stopped = current;
        List<String> undone = stopped == null ? List.of() : stopped.undone();
        List<ManualStep> leftToDo = stopped == null ? List.of() : stopped.leftToDo();
        if (stopped != null) {
            nodes.add(stopped.report());
        }
        commission.end();
        boolean cancelled = e instanceof CancelledRun;
        Failure failure = cancelled && leftToDo.isEmpty()
                ? null
                : Diagnosis.of(e, tools.diary.standing(), elapsed(), undone, leftToDo);
        UpgradeReport report =
                report(cancelled ? UpgradeReport.Outcome.CANCELLED : UpgradeReport.Outcome.FAILED, failure);
        tools.diary.ended(report);
        if (cancelled) {
            return new UpgradeCancelledException(report);
        }
        boolean later = e instanceof ServiceException service && service.passing() && leftToDo.isEmpty();
        return later ? new TryAgainLaterException(report, e) : new AttentionNeededException(report, e);
    }

    private UpgradeReport report(UpgradeReport.Outcome outcome, @Nullable Failure failure) {
        List<NodeReport> all = new ArrayList<>(nodes);
        itinerary.nodes().stream().skip(begun).map(Roll::untouched).forEach(all::add);
        return new UpgradeReport(
                tools.runId,
                settings.cluster().id(),
                outcome,
                started,
                elapsed(),
                preparation,
                all,
                tools.prober.reports(),
                tools.diary.warnings(),
                failure);
    }

    private int nodesBefore() {
        return commission.resumed()
                ? commission.logbook().replaced().size()
                        + commission.logbook().unfinished().size()
                : 0;
    }

    private static NodeReport before(ReplacedNotes notes) {
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
        return settings.timeline().elapsed().minus(begin);
    }
}
