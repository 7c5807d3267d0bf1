package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.UpgradeScope;
import io.github.evenkeel.spi.ClusterNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that all nodes are Ready before the control plane goes through several versions, and says what can be checked
 * only on the way.
 */
final class HopCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        ControlPlaneRoute route = executionPlan.controlPlane();
        if (route == null || spec.scope().hops() == UpgradeScope.Hops.ONE) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (ClusterNode node : world.nodes().all()) {
            if (!node.ready()) {
                findings.add(Finding.blocker(
                        "node " + node.name(),
                        String.valueOf(node.troubles()),
                        "Ready, as all nodes have to be before the control plane is upgraded in hops",
                        "repair the node or delete it"));
            }
        }
        for (String version : route.later()) {
            findings.add(
                    Finding.checkedLater(
                            "control plane of cluster " + world.cluster().id(),
                            "not known before it has an earlier version",
                            "an offer of " + version,
                            "the roll checks it before that hop, and stops there if there is none: no node is touched by then"));
        }
        for (PlannedPool pool : executionPlan.pools()) {
            if (pool.image().isEmpty()) {
                findings.add(Finding.checkedLater(
                        NodePoolCheck.name(pool.pool()),
                        "no image of the kind it uses now for " + pool.version() + ", as yet",
                        "one",
                        "the roll checks it when the control plane has that version, and stops there if there is none:"
                                + " no node is touched by then"));
            }
        }
        return findings;
    }
}
