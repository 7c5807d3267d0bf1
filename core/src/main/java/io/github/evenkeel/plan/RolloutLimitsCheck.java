package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.model.NodeCount;
import io.github.evenkeel.run.PlanSpec;
import java.util.ArrayList;
import java.util.List;

/** Checks that the limits of the rollout let nodes begin. */
final class RolloutLimitsCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        Rollout rollout = spec.rollout();
        if (rollout.maxSurge().isZero() && rollout.maxUnavailable().isZero()) {
            return List.of(Finding.blocker(
                    "rollout",
                    "max surge " + rollout.maxSurge() + " and max unavailable " + rollout.maxUnavailable(),
                    "one node at least that may be added or taken away",
                    "raise one of them"));
        }
        List<Finding> findings = new ArrayList<>();
        int resolved = RolloutLimits.of(
                        rollout, executionPlan.rollout().limits().pools())
                .all()
                .unavailable();
        int most = executionPlan.rollout().limits().all().unavailable();
        if (most < resolved) {
            findings.add(Finding.warning(
                    "rollout",
                    "no room for the pods of " + (most + 1) + " nodes at once on the other nodes",
                    "room for those of " + resolved + ", as the rollout takes so many nodes away",
                    "nothing, if " + most + " at once will do, as is planned; add nodes for more"));
        }
        for (PoolLimit pool : executionPlan.rollout().limits().pools()) {
            NodeCount wanted = rollout.maxUnavailable();
            if (pool.surge() == 0 && wanted.roundedDown(pool.nodes()) == 0) {
                findings.add(Finding.warning(
                        "node pool " + pool.poolName(),
                        wanted + " of " + pool.nodes() + " nodes to roll, which is less than one",
                        "one node at least",
                        "one node at a time is rolled; set a higher percentage or a number for more"));
            }
        }
        return findings;
    }
}
