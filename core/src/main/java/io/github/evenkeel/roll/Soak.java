package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.run.Waits;
import java.time.Duration;

/**
 * Step that changes nothing for a while, to notice failures. If the successor has served beside the node, the time
 * counts from when it serves without it: its health is looked at meanwhile.
 */
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
        Waits waits = node.scope.waits();
        Duration end = node.times
                .outAt()
                .orElse(waits.elapsed())
                .plus(node.spec.timing().replacement().soak());
        waits.sleep("trouble to show, if there is any", end.minus(waits.elapsed()));
        node.context.requireAvailable(node.scope);
    }
}
