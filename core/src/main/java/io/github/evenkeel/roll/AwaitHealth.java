package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/** The load balancers find the successor's backends as healthy as the node's were, several times in a row. */
final class AwaitHealth implements NodeStep {
    @Override
    public Step id() {
        return Step.AWAIT_HEALTH;
    }

    @Override
    public String reason() {
        return "the load balancer has to find the new node healthy";
    }

    @Override
    public Phase phase() {
        return Phase.COMPLETING;
    }

    @Override
    public void run(RollingNode node) {
        node.traffic.awaitHealthy(node.memberships().stream().map(node::moved).toList());
    }
}
