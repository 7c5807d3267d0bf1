package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import java.util.List;

/**
 * Checks that the applications are available before the first change: otherwise no probe could show the effects of the
 * roll.
 */
final class ProbeCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        return world.unavailable().entrySet().stream()
                .map(probe -> Finding.blocker(
                        "probe of " + probe.getKey(),
                        probe.getValue().detail(),
                        "an available application",
                        "repair it first"))
                .toList();
    }
}
