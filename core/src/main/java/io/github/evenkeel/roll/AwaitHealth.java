package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/**
 * Step that waits until the load balancers report the successor's backends as healthy as the node's were, several times
 * in a row.
 */
final class AwaitHealth implements NodeStep {
    private final Phase phase;

    /** Once the node is given up. */
    AwaitHealth() {
        this(Phase.COMPLETING);
    }

    AwaitHealth(Phase phase) {
        this.phase = phase;
    }

    @Override
    public Step id() {
        return Step.AWAIT_HEALTH;
    }

    @Override
    public String reason() {
        return "to have the load balancer report it healthy, several times in a row";
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public void run(RollingNode node) {
        node.traffic.awaitHealthy(node.memberships().stream().map(node::moved).toList());
    }
}
