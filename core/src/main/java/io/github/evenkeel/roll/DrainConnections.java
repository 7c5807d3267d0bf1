package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Step;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.traffic.BackendMembership;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Step that waits for connections through the node to end, for a time from the drain of its backends.
 *
 * <p>If another client clears a drain meanwhile, such as a controller that rewrites a whole backend set, the step
 * drains the backend again and waits anew. Clients with session persistence, which still use the drained node, have the
 * same time; then the step takes their backends offline, so that they move to other nodes.
 */
final class DrainConnections implements NodeStep {
    /** What is cleared more often is cleared on purpose: the final check before the deletion stops the run. */
    private static final int MOST_AGAIN = 2;

    @Override
    public Step id() {
        return Step.DRAIN_CONNECTIONS;
    }

    @Override
    public String reason() {
        return "to let requests in flight end";
    }

    @Override
    public Phase phase() {
        return Phase.REVERSIBLE;
    }

    @Override
    public void run(RollingNode node) {
        awaitDrained(node);
        endSessions(node);
        node.drain.drainAgain(node.identity(), node.rollback::cordoned);
        node.context.requireAvailable(node.scope);
    }

    /**
     * Waits until connections have had their time since the last drain; drains again what another client has cleared.
     */
    static void awaitDrained(RollingNode node) {
        if (!node.memberships().isEmpty()) {
            node.times.drainedAt().ifPresent(drainedAt -> await(node, drainedAt));
        }
    }

    private static void await(RollingNode node, Duration drainedAt) {
        awaitEnd(node, drainedAt);
        for (int times = 0; times < MOST_AGAIN; times++) {
            List<BackendMembership> cleared = cleared(node);
            if (cleared.isEmpty()) {
                return;
            }
            for (BackendMembership membership : cleared) {
                node.scope
                        .publisher()
                        .about(membership::subject)
                        .warned(Finding.warning(
                                membership.toString(),
                                "gets new connections again, as another client has cleared its drain",
                                "drained until its node is deleted",
                                "it is drained again; if that was meant, cancel the run"));
                DrainBackends.drain(node, membership, List.of(), () -> {});
            }
            Duration again = node.spec.scheduler().elapsed();
            DrainBackends.awaitPropagation(node);
            awaitEnd(node, again);
        }
    }

    private static void awaitEnd(RollingNode node, Duration drainedAt) {
        Duration time = node.memberships().stream()
                .map(membership -> membership.connectionDrain(node.spec.timing().loadBalancer()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Optional<Duration> from = Optional.of(drainedAt);
        while (from.isPresent()) { // as often as other nodes of the run are excluded or replaced: that has an end
            Duration since = from.get();
            Duration end = since.plus(time);
            node.scope
                    .waits()
                    .sleep(
                            "connections through the node to end, " + WaitCondition.text(time) + " from its drain",
                            end.minus(node.spec.scheduler().elapsed()));
            node.times.connectionsEnd(since);
            // Another node of the run may have seen the controller clear the drain, and drained it again.
            from = node.context.drains.lastAgain(node.memberships()).filter(last -> last.compareTo(since) > 0);
        }
    }

    private static List<BackendMembership> cleared(RollingNode node) {
        return node.traffic.at(node.addresses()).stream()
                .filter(now -> now.backend().acceptsTraffic())
                .flatMap(now -> node.memberships().stream().filter(now::isSameBackendAs))
                .toList();
    }

    private static void endSessions(RollingNode node) {
        List<BackendMembership> sticky = node.traffic.withSessions(node.memberships());
        if (sticky.isEmpty()) {
            return;
        }
        node.intendOffline(sticky);
        for (BackendMembership membership : sticky) {
            node.traffic.takeOffline(membership, List.of(new OthersServe(node, membership)));
        }
        node.scope
                .waits()
                .sleep(
                        "clients that are kept at the node to go on elsewhere",
                        node.spec.timing().loadBalancer().propagation());
    }
}
