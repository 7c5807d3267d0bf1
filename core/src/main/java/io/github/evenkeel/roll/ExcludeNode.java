package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.traffic.BackendMembership;
import io.github.evenkeel.traffic.DrainsUnderWay;
import java.time.Duration;
import java.util.Optional;

/**
 * Step that takes the node out of the load balancers of Services: a service controller has their sets, and removes the
 * backends of a node with the label. That clears the drains of the run's other nodes there: they are made again.
 */
final class ExcludeNode implements NodeStep {
    /** For so long a node waits for others: for more, a second drain of theirs costs less. */
    private static final Duration TOGETHER = Duration.ofSeconds(30);

    /** So often at most the drains are looked at, and made again: a set that is written more often is not at rest. */
    private static final int MOST_LOOKS = 5;

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
        return !BackendMembership.ofServices(node.memberships()).isEmpty();
    }

    @Override
    public void run(RollingNode node) {
        awaitOthers(node);
        awaitDrained(node);
        node.begin(id());
        node.exclusion.put(() -> {
            node.scope.waits().checkCancelled();
            node.rollback.excluded();
        });
        node.context.drains.end(node.memberships());
        node.traffic.awaitExclusion(node.memberships());
        node.end(id());
    }

    /**
     * Another write of the controller may have cleared the drains: a backend that is removed undrained loses its
     * connections.
     */
    private static void awaitDrained(RollingNode node) {
        Optional<BackendMembership> cleared = DeleteNode.withTraffic(node);
        for (int looks = 1; looks < MOST_LOOKS && cleared.isPresent(); looks++) {
            DrainConnections.awaitDrained(node);
            cleared = DeleteNode.withTraffic(node);
        }
        if (cleared.isPresent()) {
            throw DeleteNode.drainCleared(cleared.get());
        }
    }

    /** Nodes that go together are excluded together, so that the controller writes the sets once. */
    private static void awaitOthers(RollingNode node) {
        DrainsUnderWay drains = node.context.drains;
        drains.ready(node.memberships());
        Waits waits = node.scope.waits();
        Duration end = waits.elapsed().plus(TOGETHER);
        while (drains.othersAreNotReadyBeside(node.memberships())
                && waits.elapsed().compareTo(end) < 0) {
            waits.sleep(
                    "other nodes that are about to be excluded",
                    node.spec.timing().calls().poll());
        }
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
