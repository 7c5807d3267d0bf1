package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.run.state.SuccessorState;

/**
 * Step that waits for the node that the pool makes in place of a deleted one whose pods have volumes. The node that was
 * added before is in another availability domain: it has stood in, and is free again.
 */
final class AwaitOwnSuccessor implements NodeStep {
    @Override
    public Step id() {
        return Step.AWAIT_REPLACEMENT;
    }

    @Override
    public String reason() {
        return "its pods have volumes in its availability domain, and the node that was added is in another one";
    }

    @Override
    public Phase phase() {
        return Phase.COMPLETING;
    }

    @Override
    public boolean isFor(RollingNode node) {
        return node.replacement.successorStandsIn();
    }

    @Override
    public void run(RollingNode node) {
        SuccessorState standIn = node.successor();
        node.succeeds(node.replacement.await(node.usedAddresses()));
        node.replacement.release(standIn);
    }
}
