package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that no pool to update has a node that is being deleted, or a failed deletion: the service executes a failed
 * deletion at the next update of the pool, in spite of pods and traffic.
 */
final class LeftDeletionCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        List<Finding> findings = new ArrayList<>();
        for (PlannedPool planned : executionPlan.pools()) {
            NodePool pool = planned.pool();
            for (PoolNode member : pool.nodes()) {
                if (member.lifecycle() == Lifecycle.FAILING
                        || (member.lifecycle() == Lifecycle.DELETING
                                && world.nodeOf(member).isPresent())) {
                    findings.add(Finding.blocker(
                            "node " + member.name() + " of " + NodePoolCheck.name(pool),
                            "state " + member.lifecycle(),
                            "no node on its way out when the pool is updated, as the update may end it",
                            "wait until it is gone, or repair the pool"));
                }
            }
            world.failedDeletions()
                    .getOrDefault(pool.id(), List.of())
                    .forEach(deletion -> findings.add(Finding.blocker(
                            NodePoolCheck.name(pool),
                            "a deletion of a node that failed (operation " + deletion.id() + ")"
                                    + deletion.detail().map(": "::concat).orElse(""),
                            "none: the service would end that node at the next update of the pool, pods and traffic or"
                                    + " not",
                            "drain the node if it is still there, and change the pool by hand, such as to the size that"
                                    + " it has: the service then ends the node")));
        }
        return findings;
    }
}
