package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.pool.LeftDeletions;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.NodePool;
import java.util.List;
import java.util.stream.Stream;

/** Checks that no pool that the plan changes, its size included, has a node on its way out, or a failed deletion. */
final class LeftDeletionCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        Stream<NodePool> updated = executionPlan.pools().stream().map(PlannedPool::pool);
        Stream<NodePool> resized = spec.rollout().maxSurge().isZero()
                ? Stream.empty()
                : executionPlan.nodes().stream().map(NodeTarget::pool);
        return Stream.concat(updated, resized)
                .distinct()
                .flatMap(pool -> in(pool, world).stream())
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
