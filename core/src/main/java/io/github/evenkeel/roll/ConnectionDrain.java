package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Timing;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.traffic.BackendMembership;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The wait for connections through a node to end. A drain that another party has cleared meanwhile is done again, and
 * waited for anew: a controller that writes a whole backend set clears every drain in it, without a word.
 */
final class ConnectionDrain {
    /** What is cleared more often is cleared on purpose: the last look before the deletion stops the run. */
    private static final int MOST_AGAIN = 2;

    private final RunContext context;
    private final Timing timing;
    private final NodeTarget target;
    private final List<BackendMembership> memberships;

    ConnectionDrain(RunContext context, NodeTarget target, List<BackendMembership> memberships) {
        this.context = context;
        this.timing = context.spec.timing();
        this.target = target;
        this.memberships = memberships;
    }

    /**
     * Waits until connections have had their time since the drain, which has run beside the eviction of the pods.
     *
     * @param drainedAt when the backends were drained; null if there are none
     * @param drain drains a backend again
     */
    void await(@Nullable Duration drainedAt, Consumer<BackendMembership> drain) {
        if (memberships.isEmpty() || drainedAt == null) {
            return;
        }
        awaitEnd(drainedAt);
        for (int times = 0; times < MOST_AGAIN; times++) {
            List<BackendMembership> cleared = cleared();
            if (cleared.isEmpty()) {
                return;
            }
            for (BackendMembership membership : cleared) {
                context.publisher.warned(Finding.warning(
                        membership.toString(),
                        "gets new connections again, as another party has cleared its drain",
                        "drained until its node is deleted",
                        "it is drained again; if that was meant, cancel the run"));
                drain.accept(membership);
            }
            Duration again = context.waits.elapsed();
            context.waits.sleep(
                    "the load balancers to have heard of it",
                    timing.loadBalancer().propagation());
            awaitEnd(again);
        }
    }

    private void awaitEnd(Duration drainedAt) {
        Duration idleTimeout = memberships.stream()
                .map(BackendMembership::idleTimeout)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration end = drainedAt.plus(timing.loadBalancer().connectionDrain(idleTimeout));
        context.waits.sleep("connections through the node to end", end.minus(context.waits.elapsed()));
    }

    private List<BackendMembership> cleared() {
        return context.backends.at(target.addresses()).stream()
                .filter(now -> now.backend().acceptsTraffic())
                .flatMap(now -> memberships.stream().filter(now::isSameBackendAs))
                .toList();
    }
}
