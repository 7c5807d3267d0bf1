package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import java.util.List;

/**
 * The balancers take changes now: each takes one at a time, and one that never ends would be met only once the control
 * plane and the pools are upgraded.
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
