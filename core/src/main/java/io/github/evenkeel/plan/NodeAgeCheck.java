package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import java.util.List;

/** Checks that the age of nodes is known where the plan selects some by their age. */
final class NodeAgeCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        if (!spec.needsAges()) {
            return List.of();
        }
        if (world.time().isEmpty()) {
            return List.of(Finding.blocker(
                    "API server",
                    "no time of day in its responses",
                    "one, as the plan selects nodes by their age",
                    "see that nothing between removes the header Date; or select nodes by name or label"));
        }
        return ReplacementCheck.nodes(world, spec)
                .filter(node -> node.created().isEmpty())
                .map(node -> Finding.warning(
                        "node " + node.name(),
                        "no time at which it joined",
                        "one, as the plan selects nodes by their age",
                        "the roll does not count it as old; select it by name"))
                .toList();
    }
}
