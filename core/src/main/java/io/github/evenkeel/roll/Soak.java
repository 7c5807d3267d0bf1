package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/** Step that changes nothing for a while, to notice failures. */
final class Soak implements NodeStep {
    @Override
    public Step id() {
        return Step.SOAK;
    }

    @Override
    public String reason() {
        return "to notice a failure before the next node";
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
