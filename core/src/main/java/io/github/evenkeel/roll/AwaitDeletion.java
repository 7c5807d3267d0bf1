package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/** Step that waits until the deleted node is gone. */
final class AwaitDeletion implements NodeStep {
    @Override
    public Step id() {
        return Step.AWAIT_DELETION;
    }

    @Override
    public String reason() {
        return "a deletion may fail";
    }

    @Override
    public Phase phase() {
        return Phase.COMPLETING;
    }

    @Override
    public void run(RollingNode node) {
        node.replacement.awaitGone();
    }
}
