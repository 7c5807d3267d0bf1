package io.github.evenkeel.roll;

import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.spi.LoadBalancerDescription;

/**
 * Condition of the addition of a successor's backend: the successor is at work. One that has just come may not be Ready
 * for good; other nodes change their backends while it is awaited.
 */
final class SuccessorAtWork implements ChangeCondition<LoadBalancerDescription> {
    private final RollingNode node;

    SuccessorAtWork(RollingNode node) {
        this.node = node;
    }

    @Override
    public boolean holds(LoadBalancerDescription seen) {
        return node.replacement.isAtWork(node.successor());
    }

    @Override
    public void await() {
        node.replacement.awaitAtWork(node.successor());
    }
}
