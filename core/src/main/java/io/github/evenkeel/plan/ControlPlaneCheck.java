package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.Operation;
import java.util.ArrayList;
import java.util.List;

/** Checks that the cluster accepts changes, and that no other change is in flight. */
final class ControlPlaneCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        List<Finding> findings = new ArrayList<>();
        String object =
                "cluster " + world.cluster().name() + " (" + world.cluster().id() + ")";
        if (world.cluster().lifecycle() != Lifecycle.ACTIVE) {
            findings.add(Finding.blocker(
                    object, "state " + world.cluster().lifecycle(), "state ACTIVE", "wait until it is, or repair it"));
        }
        for (Operation operation : world.inFlight()) {
            findings.add(Finding.blocker(
                    object,
                    operation.kind() + " in flight (operation " + operation.id() + ")",
                    "no other change",
                    "wait until it has ended"));
        }
        return findings;
    }
}
