package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/** Nothing is touched for a while, to see whether all stays as it should. */
final class Soak implements NodeStep {
    @Override
    public Step id() {
        return Step.SOAK;
    }

    @Override
    public String reason() {
        return "what breaks shows before the next node is touched";
    }

    @Override
    public Phase phase() {
        return Phase.AFTERWARDS;
    }

    @Override
    public void run(RollingNode node) {
        node.scope
                .waits()
                .sleep(
                        "trouble to show, if there is any",
                        node.spec.timing().replacement().soak());
        node.context.requireAvailable(node.scope);
    }
}
