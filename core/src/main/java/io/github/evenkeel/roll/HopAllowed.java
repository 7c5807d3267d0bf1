package io.github.evenkeel.roll;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.plan.ControlPlaneRoute;
import io.github.evenkeel.plan.NodeSkew;
import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Lifecycle;
import java.util.List;
import java.util.Optional;

/**
 * Condition of a hop of the control plane, evaluated anew before each: the control plane is ACTIVE and the service
 * offers the version; it will support all nodes, and they are Ready.
 */
final class HopAllowed implements ChangeCondition<ClusterDescription> {
    private final RunContext context;
    private final KubernetesVersion version;

    HopAllowed(RunContext context, KubernetesVersion version) {
        this.context = context;
        this.version = version;
    }

    @Override
    public boolean holds(ClusterDescription seen) {
        String object = "control plane of cluster " + seen.id();
        if (seen.lifecycle() != Lifecycle.ACTIVE) {
            throw new StepFailure(
                    object,
                    "ACTIVE before its upgrade to " + version,
                    seen.lifecycle().toString());
        }
        if (!seen.availableUpgrades().contains(version)) {
            throw new StepFailure(
                    object,
                    "an offer of " + version,
                    "ACTIVE at " + seen.version() + "; offered: " + ControlPlaneRoute.offered(seen));
        }
        List<ClusterNode> nodes = nodes();
        Optional<ClusterNode> outside = NodeSkew.outside(nodes, version);
        if (outside.isPresent()) {
            throw new StepFailure(
                    "node " + outside.get().name(), NodeSkew.expected(version), NodeSkew.actual(outside.get()));
        }
        return nodes.stream().allMatch(ClusterNode::ready);
    }

    @Override
    public void await() {
        WaitCondition condition = new WaitCondition(
                "the nodes of cluster " + context.spec.cluster().id(),
                "Ready before the control plane is upgraded to " + version,
                context.spec.timing().replacement().node());
        context.scope.waits().await(condition, () -> NotReady.lookAt(nodes()));
    }

    private List<ClusterNode> nodes() {
        return context.scope.retries().call("read nodes", context.spec.workloads()::nodes);
    }
}
