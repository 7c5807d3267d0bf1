package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Forecast;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Step;
import io.github.evenkeel.plan.BackendPods;
import io.github.evenkeel.plan.ClusterSnapshot;
import io.github.evenkeel.plan.ExecutionPlan;
import io.github.evenkeel.plan.Preflight;
import io.github.evenkeel.plan.RolloutPreviewRecord;
import io.github.evenkeel.plan.RunSoFar;
import io.github.evenkeel.plan.SnapshotReader;
import io.github.evenkeel.plan.forecast.RollForecast;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.run.state.WavesEntry;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.traffic.ServiceSets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and checks all states before a run begins, or before it decides what is left. It changes nothing. */
final class Preparation {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final RunContext context;
    private final RunSession session;
    private final NodeRuns nodes;
    private volatile ExecutionPlan plan = ExecutionPlan.NOTHING;
    private boolean onTheWay;
    private boolean looked;
    private boolean tainted;
    private Optional<WavesEntry> decidedWaves;
    private Forecast forecast = RollForecast.none();

    Preparation(RunContext context, RunSession session, NodeRuns nodes) {
        this.context = context;
        this.session = session;
        this.nodes = nodes;
        onTheWay = session.resumed();
        decidedWaves = session.decidedWaves();
    }

    /** What is to be done, by the last look. */
    ExecutionPlan plan() {
        return plan;
    }

    /** How long it takes, by the last look. */
    Forecast forecast() {
        return forecast;
    }

    /** Whether a process before this one may have left nodes with the taint of outdated ones. */
    boolean mayBeTainted() {
        return tainted || !looked;
    }

    /** Looks once. */
    Preview look() {
        return lookOnce().preview;
    }

    /** @param mayPass whether the blockers, if there are any, may be temporary */
    private record Look(Preview preview, boolean mayPass) {}

    private Look lookOnce() {
        try {
            ClusterSnapshot world = new SnapshotReader(context.spec, context.scope.retries()).observe();
            looked = true;
            context.services.are(world.serviceSets());
            BackendPods backendPods = BackendPods.of(world);
            context.podBackends.areIn(backendPods.balancers());
            tainted |=
                    world.nodes().all().stream().anyMatch(node -> node.taints().contains(Taint.OUTDATED));
            plan = ExecutionPlan.of(
                    world,
                    context.spec,
                    new RunSoFar(
                            context.runId,
                            PoolUpdates.made(session, nodes.replaced(), world, context.ledger),
                            context.quarantine.uids(),
                            decidedWaves));
            context.quarantine.recall(plan.leftAside());
            forecast = RollForecast.of(plan, world, context.spec);
            List<Finding> findings = onTheWay
                    ? Preflight.findingsOnTheWay(
                            world,
                            plan,
                            context.spec,
                            context.runId,
                            nodes.surges().open())
                    : Preflight.findings(world, plan, context.spec, context.runId);
            GateOutlook gates = context.gates.outlook();
            HoursFit fit = onTheWay
                    ? HoursFit.NO_MATTER
                    : HoursFit.of(
                            gates.hours(), forecast, context.spec.scheduler().now());
            Preview preview = new PreviewRecord(
                    gates.with(fit.with(findings)),
                    plan.steps(nodes.stepsOfNode(notNeeded(world, backendPods))),
                    plan.rollout().preview(plan.nodes()),
                    forecast,
                    gates.nextOpen(),
                    fit.pauses());
            boolean mayPass = !preview.canRoll()
                    && !gates.blocks()
                    && !fit.blocks()
                    && Preflight.mayPass(world, plan, context.spec);
            return new Look(preview, mayPass);
        } catch (PlanRefusedException e) {
            return new Look(
                    new PreviewRecord(
                            e.blockers(),
                            List.of(),
                            RolloutPreviewRecord.NONE,
                            RollForecast.none(),
                            Optional.empty(),
                            List.of()),
                    false);
        }
    }

    private static Set<Step> notNeeded(ClusterSnapshot world, BackendPods backendPods) {
        ServiceSets sets = world.serviceSets();
        boolean ofServices = world.balancers().stream()
                .anyMatch(view -> !sets.servicesOf(view.description()).isEmpty());
        Set<Step> notNeeded = new HashSet<>();
        if (!ofServices) {
            notNeeded.add(Step.EXCLUDE_NODE);
        }
        if (backendPods.isEmpty()) {
            notNeeded.add(Step.AWAIT_POD_BACKENDS);
        }
        return notNeeded;
    }

    /**
     * Decides what is to be done.
     *
     * @throws PlanRefusedException if something stands in the way
     */
    void decide() {
        Preview preview = lastingLook();
        if (!preview.canRoll()) {
            throw new PlanRefusedException(preview.blockers());
        }
        preview.warnings().forEach(context.publisher::warned);
        context.quarantine.recalled(plan.leftAside()).forEach(context.publisher::warned);
    }

    /**
     * Decides what is left to be done of a run that has begun; its waves stay as they are.
     *
     * @throws PlanRefusedException if something stands in the way
     */
    void decideTheRest() {
        if (!onTheWay) {
            onTheWay = true;
            decidedWaves = Optional.of(plan.rollout().entry());
        }
        decide();
    }

    /**
     * Looks for the nodes that the process before this one has left aside, as a run that stops before it has decided
     * the rest has not looked yet. Without an answer, its report does not have them.
     */
    void lookForNodesLeftAside() {
        if (onTheWay && !looked) {
            try {
                context.scope.waits().uncancellable(() -> lookOnce());
            } catch (ServiceException | StepFailure e) {
                LOG.debug("nodes that were left aside are not looked for", e);
            }
        }
    }

    /** A budget stands in the way only if it does in all looks for a while. */
    private Preview lastingLook() {
        Waits waits = context.scope.waits();
        Duration end = waits.elapsed().plus(context.spec.timing().drain().quiet());
        Look look = lookOnce();
        while (!look.preview.canRoll() && look.mayPass && waits.elapsed().compareTo(end) < 0) {
            waits.sleep("what stands in the way to pass", BETWEEN_LOOKS);
            look = lookOnce();
        }
        return look.preview;
    }
}
