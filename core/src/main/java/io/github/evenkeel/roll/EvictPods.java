package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/** The node's pods leave by eviction, within their disruption budgets, and their volumes are detached. */
final class EvictPods implements NodeStep {
    @Override
    public Step id() {
        return Step.EVICT;
    }

    @Override
    public String reason() {
        return "the node's pods have to run elsewhere, within their disruption budgets";
    }

    @Override
    public Phase phase() {
        return Phase.REVERSIBLE;
    }

    @Override
    public void run(RollingNode node) {
        node.begin(id());
        node.drain.drain(node.identity(), node.rollback::cordoned);
        node.end(id());
    }
}
