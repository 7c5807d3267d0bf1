package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import java.util.List;

/** Checks which nodes are held back. A roll would wait for these; if it is all of them, it would do nothing else. */
final class HoldCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        List<NodeTarget> held = executionPlan.nodes().stream()
                .filter(target -> target.node().hold().isPresent())
                .toList();
        if (!held.isEmpty() && held.size() == executionPlan.nodes().size()) {
            return List.of(Finding.blocker(
                    held.size() == 1 ? held.get(0).toString() : "all " + held.size() + " nodes to roll",
                    "held back by the annotation " + ClusterNode.HOLD_ANNOTATION + ": "
                            + held.get(0).node().hold().orElse(""),
                    "a node to roll that is not held back",
                    "kubectl annotate node " + held.get(0).node().name() + " " + ClusterNode.HOLD_ANNOTATION + "-"));
        }
        return held.stream()
                .map(target -> Finding.warning(
                        target.toString(),
                        "held back by the annotation " + ClusterNode.HOLD_ANNOTATION + ": "
                                + target.node().hold().orElse(""),
                        "a node that is not held back",
                        "nothing: the roll waits for it to be removed before it begins the node"))
                .toList();
    }
}
