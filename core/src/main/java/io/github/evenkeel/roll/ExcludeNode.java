package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.traffic.ServiceTraffic;

/**
 * Step that takes the node out of the load balancers of Services: a service controller has their sets, and removes the
 * backends of a node with the label. That clears the drains of the run's other nodes there: they are made again.
 */
final class ExcludeNode implements NodeStep {
    @Override
    public Step id() {
        return Step.EXCLUDE_NODE;
    }

    @Override
    public String reason() {
        return "a service controller writes the backends, and would clear a drain";
    }

    @Override
    public Phase phase() {
        return Phase.REVERSIBLE;
    }

    @Override
    public boolean isFor(RollingNode node) {
        return !ServiceTraffic.among(node.memberships()).isEmpty();
    }

    @Override
    public void run(RollingNode node) {
        node.begin(id());
        node.exclusion.put(() -> {
            node.scope.waits().checkCancelled();
            node.rollback.excluded();
        });
        node.context.drains.end(node.memberships());
        node.traffic.awaitExclusion(node.memberships());
        node.end(id());
    }

    @Override
    public void undo(RollingNode node) {
        if (node.rollback.hasExcluded()) {
            node.rollback.attempt(
                    "include " + node + " in Services' load balancers",
                    () -> include(node),
                    () -> node.spec.workloads().includeCliCommand(node.name()));
        }
    }

    private static boolean include(RollingNode node) {
        boolean lifted = node.exclusion.lift();
        if (!node.rollback.nodeIsGone()) {
            node.traffic.awaitInclusion(node.memberships());
        }
        return lifted;
    }
}
