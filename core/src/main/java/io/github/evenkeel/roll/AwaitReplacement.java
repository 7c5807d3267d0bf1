package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/** Step that waits until the pool has created the node's successor and it is ready. */
final class AwaitReplacement implements NodeStep {
    @Override
    public Step id() {
        return Step.AWAIT_REPLACEMENT;
    }

    @Override
    public String reason() {
        return "to restore the capacity before the next node";
    }

    @Override
    public Phase phase() {
        return Phase.COMPLETING;
    }

    @Override
    public void run(RollingNode node) {
        node.succeededBy(node.replacement.await(node.usedAddresses()));
    }
}
