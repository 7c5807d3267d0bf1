package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Timing;
import io.github.evenkeel.balancer.Placement;
import io.github.evenkeel.preflight.NodeTarget;
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

    private final Tools tools;
    private final Timing timing;
    private final NodeTarget target;
    private final List<Placement> placements;

    ConnectionDrain(Tools tools, NodeTarget target, List<Placement> placements) {
        this.tools = tools;
        this.timing = tools.settings.timing();
        this.target = target;
        this.placements = placements;
    }

    /**
     * Waits until connections have had their time since the drain, which has run beside the eviction of the pods.
     *
     * @param drainedAt when the backends were drained; null if there are none
     * @param drain drains a backend again
     */
    void await(@Nullable Duration drainedAt, Consumer<Placement> drain) {
        if (placements.isEmpty() || drainedAt == null) {
            return;
        }
        awaitEnd(drainedAt);
        for (int times = 0; times < MOST_AGAIN; times++) {
            List<Placement> cleared = cleared();
            if (cleared.isEmpty()) {
                return;
            }
            for (Placement placement : cleared) {
                tools.diary.warned(Finding.warning(
                        placement.toString(),
                        "gets new connections again, as another party has cleared its drain",
                        "drained until its node is deleted",
                        "it is drained again; if that was meant, cancel the run"));
                drain.accept(placement);
            }
            Duration again = tools.waits.elapsed();
            tools.waits.pause("the load balancers to have heard of it", timing.propagation());
            awaitEnd(again);
        }
    }

    private void awaitEnd(Duration drainedAt) {
        Duration idleTimeout = placements.stream()
                .map(Placement::idleTimeout)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration end = drainedAt.plus(timing.connectionDrain(idleTimeout));
        tools.waits.pause("connections through the node to end", end.minus(tools.waits.elapsed()));
    }

    private List<Placement> cleared() {
        return tools.backends.at(target.addresses()).stream()
                .filter(now -> now.backend().serves())
                .flatMap(now -> placements.stream().filter(now::isSameBackendAs))
                .toList();
    }
}
