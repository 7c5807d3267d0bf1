package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that the nodes are healthy: one that is not ready can't end its pods, and one under pressure should get no
 * more.
 */
final class NodeCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        List<Finding> findings = new ArrayList<>();
        for (NodeTarget target : executionPlan.nodes()) {
            if (!target.node().ready()) {
                findings.add(Finding.blocker(
                        target.toString(),
                        String.valueOf(target.node().troubles()),
                        "Ready",
                        "repair the node or delete it: a node that is not ready can't end its pods"));
            }
        }
        for (ClusterNode node : world.nodes().all()) {
            if (node.ready() && !node.troubles().isEmpty()) {
                findings.add(Finding.warning(
                        "node " + node.name(),
                        String.valueOf(node.troubles()),
                        "none of these",
                        "it is not counted on to take pods"));
            }
            if (node.cordon().on()) {
                findings.add(Finding.warning(
                        "node " + node.name(),
                        "cordoned"
                                + node.cordon()
                                        .owner()
                                        .map(owner -> " by " + owner)
                                        .orElse(""),
                        "schedulable",
                        "it does not count as capacity, and stays cordoned after a rollback"));
            }
        }
        return findings;
    }
}
