package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/** Step that evicts the node's pods, within their disruption budgets, and waits until their volumes are detached. */
final class EvictPods implements NodeStep {
    @Override
    public Step id() {
        return Step.EVICT;
    }

    @Override
    public String reason() {
        return "to move its pods to other nodes, within their disruption budgets";
    }

    @Override
    public Phase phase() {
        return Phase.REVERSIBLE;
    }

    @Override
    public void run(RollingNode node) {
        AwaitPodBackends.remember(node);
        node.begin(id());
        UndrainableFailure.of(() -> node.drain.drain(node.identity(), node.rollback::cordoned));
        node.end(id());
    }
}
