package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import java.util.List;

/** The applications are available before anything is touched: otherwise no probe could tell what the roll did. */
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
