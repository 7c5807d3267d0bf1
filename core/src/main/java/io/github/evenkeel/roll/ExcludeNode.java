package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.traffic.BackendMembership;
import io.github.evenkeel.traffic.DrainsUnderWay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Step that takes the node out of the load balancers of Services: a service controller has their sets, and removes the
 * backends of a node with the label. That clears the drains of the run's other nodes there: they are made again.
 */
final class ExcludeNode implements NodeStep {
    /** For so long a node waits for others: for more, a second drain of theirs costs less. */
    private static final Duration TOGETHER = Duration.ofSeconds(30);

    /** A look that is older is made again; a run that was paused counts that time, too. */
    private static final Duration JUST_NOW = Duration.ofSeconds(3);

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
        // Also of a node without backends there: the controller may be about to add them.
        return !BackendMembership.ofServices(node.memberships()).isEmpty() || node.traffic.hasServices();
    }

    @Override
    public void run(RollingNode node) {
        drainLateBackends(node);
        awaitOthers(node);
        exclude(node);
        node.context.drains.end(node.memberships());
        node.traffic.awaitExclusion(node.memberships());
        if (BackendMembership.ofServices(node.memberships()).isEmpty()) {
            node.traffic.awaitIdle(); // the controller may have been about to add its backends
            node.traffic.awaitExclusion(node.traffic.at(node.addresses()));
        }
        node.end(id());
    }

    /** Drains those that the controller has added since the node was touched. */
    private void drainLateBackends(RollingNode node) {
        List<BackendMembership> late = BackendMembership.ofServices(node.traffic.at(node.addresses())).stream()
                .filter(now -> node.memberships().stream().noneMatch(now::isSameBackendAs))
                .toList();
        if (late.isEmpty()) {
            return;
        }
        node.alsoHas(late);
        node.begin(id());
        for (BackendMembership membership : late) {
            node.rollback.drained(membership);
            DrainBackends.drain(node, membership, List.of(), () -> {});
        }
        node.context.drains.begin(late);
        node.times.drained();
        DrainBackends.awaitPropagation(node);
    }

    /**
     * Puts the label. Until then a write of the controller may clear the drains: a backend that is removed undrained
     * loses its connections.
     */
    static void exclude(RollingNode node) {
        Optional<BackendMembership> cleared = Optional.empty();
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            DrainConnections.awaitDrained(node);
            node.traffic.awaitIdle(); // the controller may be at a write, which clears drains, and has this node still
            Optional<Duration> lastAgain = node.context.drains.lastAgain(node.memberships());
            cleared = DeleteNode.withTraffic(node);
            Duration lookedAt = node.spec.scheduler().elapsed();
            if (cleared.isEmpty()) {
                node.begin(Step.EXCLUDE_NODE);
                AtomicBoolean first = new AtomicBoolean(true);
                if (node.exclusion.put(() -> mayExclude(node, lastAgain, first.getAndSet(false) ? lookedAt : null))) {
                    return;
                }
                cleared = DeleteNode.withTraffic(node);
            }
        }
        throw cleared.map(DeleteNode::drainCleared)
                .orElseGet(() -> new StepFailure(
                        node.toString(), "backends that stay drained", "their drains cleared again and again"));
    }

    /**
     * Decided at each attempt: the one before it may have been long ago.
     *
     * @param lastAgain when another node of the run last made the drains again, as far as they were awaited
     * @param lookedAt when they were seen to be drained; null if an attempt was made since
     */
    private static boolean mayExclude(RollingNode node, Optional<Duration> lastAgain, @Nullable Duration lookedAt) {
        Waits waits = node.scope.waits();
        waits.checkCancelled();
        boolean isDrained = (lookedAt != null
                        && node.spec.scheduler().elapsed().minus(lookedAt).compareTo(JUST_NOW) < 0)
                || DeleteNode.withTraffic(node).isEmpty();
        if (!isDrained || !lastAgain.equals(node.context.drains.lastAgain(node.memberships()))) {
            return false;
        }
        node.rollback.excluded();
        return true;
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
