package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.pool.LeftDeletions;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.NodePool;
import java.util.List;

/** Checks that no pool to update has a node that is being deleted, or a failed deletion. */
final class LeftDeletionCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        return executionPlan.pools().stream()
                .flatMap(planned -> in(planned.pool(), world).stream())
                .toList();
    }

    private static List<Finding> in(NodePool pool, ClusterSnapshot world) {
        return LeftDeletions.in(
                pool,
                NodePoolCheck.name(pool),
                member -> world.nodeOf(member).isPresent(),
                world.failedDeletions().getOrDefault(pool.id(), List.of()));
    }
}
