package io.github.evenkeel.roll;

import java.util.List;

/** Strategy to renew a node: a list of steps. */
@FunctionalInterface
interface ReplacementStrategy {
    /** The steps, in the order in which they are taken; undone in the reverse order. */
    List<NodeStep> steps();
}
