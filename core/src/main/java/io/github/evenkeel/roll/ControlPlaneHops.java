package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.plan.ControlPlaneRoute;
import io.github.evenkeel.pool.ControlPlaneUpgrade;
import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.UpgradeScope;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.spi.ClusterDescription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Upgrades the control plane to the target before any node is touched: in one step, or in as many hops as the plan
 * allows. Each hop is decided from what the service offers when the one before has ended.
 */
final class ControlPlaneHops {
    /** The service may list what it offers some moments after an upgrade has ended. */
    private static final Duration OFFERED_WITHIN = Duration.ofMinutes(2);

    private final RunContext context;
    private final PlanSpec spec;
    private final List<StepRecord> records;
    private final boolean several;

    ControlPlaneHops(RunContext context, List<StepRecord> records) {
        this.context = context;
        spec = context.spec;
        this.records = records;
        several = spec.scope().hops() == UpgradeScope.Hops.SEVERAL;
    }

    /** @throws StepFailure if the control plane can't go further; if there are several hops, it says where it stands */
    void take(ControlPlaneRoute route) {
        Optional<ControlPlaneRoute> left = Optional.of(route);
        while (left.isPresent()) {
            ControlPlaneRoute now = left.get();
            boolean last = !now.isLong();
            try {
                hop(now.next().orElse(now.target()));
                left = last ? Optional.empty() : awaitOffer(now.target());
            } catch (StepFailure e) {
                throw several ? new HopFailure(e, stops(now)) : e;
            }
        }
    }

    private void hop(KubernetesVersion version) {
        context.scope.waits().checkMayBegin();
        ControlPlaneUpgrade upgrade = new ControlPlaneUpgrade(spec.cluster(), version);
        String object = upgrade.object() + (several ? " to " + version : "");
        Supplier<GateRequest.Builder> question =
                () -> several ? GateRequest.aboutControlPlaneHop(version) : GateRequest.aboutControlPlane();
        context.gates.awaitOpen(
                context.scope, question.get(), (step, reason, work) -> step(step, object, reason, work));
        ChangeCondition<ClusterDescription> open = new GatesOpen<>(context.gates, context.scope, question);
        step(Step.UPGRADE_CONTROL_PLANE, object, "nodes are never newer than it", () -> context.scope
                .reconciler()
                .make(
                        upgrade,
                        spec.timing().replacement().controlPlane(),
                        several ? List.of(new HopAllowed(context, version), open) : List.of(open)));
    }

    private void step(Step step, String object, String reason, Runnable work) {
        context.publisher.step(records, step, object, reason, work);
    }

    /**
     * The rest of the way, once the service offers its next version; empty if the control plane has come to its end.
     */
    private Optional<ControlPlaneRoute> awaitOffer(KubernetesVersion target) {
        String cluster = "control plane of cluster " + spec.cluster().id();
        String sought = ControlPlaneRoute.of(read(), target)
                .map(ControlPlaneRoute::sought)
                .orElse("nothing");
        return context.scope.waits().await(new WaitCondition(cluster, "an offer of " + sought, OFFERED_WITHIN), () -> {
            ClusterDescription now = read();
            Optional<ControlPlaneRoute> rest = ControlPlaneRoute.of(now, target);
            return rest.isEmpty() || rest.get().next().isPresent()
                    ? PollResult.of(rest)
                    : PollResult.notYet(
                            now.lifecycle() + " at " + now.version() + "; offered: " + ControlPlaneRoute.offered(now));
        });
    }

    private ClusterDescription read() {
        return context.scope.retries().call("read cluster", spec.cluster()::describe);
    }

    private static ManualStep stops(ControlPlaneRoute route) {
        return ManualStep.of(
                "The control plane stopped on its way to " + route.target() + ", at " + route.from()
                        + route.next().map(next -> " or at " + next).orElse("")
                        + ". No node was touched: all of them are supported by either. Remove the cause, and roll the same plan"
                        + " again: it goes on from the version that the control plane has then. Or roll the nodes to that version.");
    }

    /** Failure of a hop, with where the control plane stands. */
    private static final class HopFailure extends StepFailure {
        private static final long serialVersionUID = 1L;

        private final transient ManualStep left;

        HopFailure(StepFailure cause, ManualStep left) {
            super(cause.object(), cause.expected(), cause.found(), cause.requestId());
            initCause(cause);
            this.left = left;
        }

        @Override
        public List<ManualStep> manualSteps() {
            return List.of(left);
        }
    }
}
