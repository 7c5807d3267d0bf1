package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/** Step that removes the backends of a node that is gone; those of its successor, if it has one, serve already. */
final class RemoveBackends implements NodeStep {
    @Override
    public Step id() {
        return Step.REMOVE_BACKENDS;
    }

    @Override
    public String reason() {
        return "the node is gone";
    }

    @Override
    public Phase phase() {
        return Phase.COMPLETING;
    }

    @Override
    public void run(RollingNode node) {
        node.begin(id());
        BackendChanges.make(node, membership -> {
            if (node.hasSuccessor()) {
                node.traffic.move(
                        membership, node.moved(membership).backend().address(), there -> {}, new SuccessorAtWork(node));
            } else {
                node.traffic.remove(membership);
            }
        });
        node.end(id());
        node.times.out();
        if (node.hasSuccessor()) {
            node.traffic.awaitHealthy(
                    node.memberships().stream().map(node::moved).toList()); // without the node's own beside them
        }
    }
}
