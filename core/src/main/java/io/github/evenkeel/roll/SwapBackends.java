package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.traffic.BackendMembership;
import io.github.evenkeel.traffic.NodeTraffic.Existing;

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
        BackendChanges.make(node, membership -> swap(node, membership));
        node.end(id());
    }

    private static void swap(RollingNode node, BackendMembership membership) {
        node.traffic.move(
                membership, node.moved(membership).backend().address(), node::update, new SuccessorAtWork(node));
        if (node.existing() == Existing.REPLACED) {
            node.memberships().stream()
                    .filter(membership::isSameBackendAs)
                    .forEach(latest ->
                            node.traffic.admit(node.moved(latest), Existing.REPLACED, new SuccessorAtWork(node)));
        }
    }
}
