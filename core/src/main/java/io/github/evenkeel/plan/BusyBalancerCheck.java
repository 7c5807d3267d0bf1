package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import java.util.List;

/**
 * Checks that the balancers accept changes now: each accepts one at a time, and the roll would hit a change that never
 * ends only after the upgrade of the control plane and the pools.
 */
final class BusyBalancerCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        return world.balancers().stream()
                .flatMap(view -> view.inFlight().stream()
                        .map(operation -> Finding.blocker(
                                BackendSetCheck.name(view),
                                operation.kind() + " in flight (operation " + operation.id() + ")",
                                "no other change",
                                "wait until it has ended; if it does not end for hours, ask the provider's support")))
                .toList();
    }
}
