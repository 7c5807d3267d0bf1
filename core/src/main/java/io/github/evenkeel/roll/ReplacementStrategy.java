package io.github.evenkeel.roll;

import java.util.List;

/**
 * Strategy to renew a node: a list of steps.
 *
 * @param id in a node's state; empty for the published procedure
 * @param end what has become of a node when all steps are taken
 * @param steps in the order in which they are taken; undone in the reverse order
 */
record ReplacementStrategy(String id, StrategyEnd end, List<NodeStep> steps) {
    /** A strategy of the published procedure's kind. */
    ReplacementStrategy(List<NodeStep> steps) {
        this("", StrategyEnd.REPLACED, steps);
    }

    /** Refuses an order in which a node could not be rolled back, or half a replacement could be left. */
    ReplacementStrategy {
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            requireOrder(steps.get(i - 1), steps.get(i));
        }
    }

    private static void requireOrder(NodeStep before, NodeStep step) {
        if (step.phase().compareTo(before.phase()) < 0) {
            throw new IllegalArgumentException("step " + step.id() + " (" + step.phase() + ") comes after "
                    + before.id() + " (" + before.phase() + "); expected steps in the order of their phases");
        }
    }
}
