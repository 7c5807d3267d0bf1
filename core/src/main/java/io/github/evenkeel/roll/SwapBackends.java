package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/** Step that replaces the node's backends by the successor's, in each set. */
final class SwapBackends implements NodeStep {
    @Override
    public Step id() {
        return Step.SWAP_BACKENDS;
    }

    @Override
    public String reason() {
        return "the new node has another address";
    }

    @Override
    public Phase phase() {
        return Phase.COMPLETING;
    }

    @Override
    public void run(RollingNode node) {
        node.begin(id());
        BackendChanges.make(
                node,
                membership -> node.traffic.move(
                        membership,
                        node.moved(membership).backend().address(),
                        node::update,
                        new SuccessorAtWork(node)));
        node.end(id());
    }
}
