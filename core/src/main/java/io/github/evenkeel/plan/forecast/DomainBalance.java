package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.plan.NodeTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deleted nodes whose successors have not come yet. A node whose pods have volumes is not deleted beside one of another
 * availability domain, as the roll does not.
 */
final class DomainBalance {
    private final Timeline time;
    private final List<Deleted> awaited = new ArrayList<>();
    private final List<Deleted> waiting = new ArrayList<>();

    DomainBalance(Timeline time) {
        this.time = time;
    }

    /**
     * A node, from its deletion on.
     *
     * @param hasVolumes whether its pods have any
     * @param then its deletion
     */
    private record Deleted(NodeTarget target, boolean hasVolumes, Runnable then) {
        private String poolId() {
            return target.pool().id();
        }

        private Optional<String> domain() {
            return target.member().availabilityDomain();
        }

        private boolean excludes(Deleted other) {
            return poolId().equals(other.poolId())
                    && (hasVolumes || other.hasVolumes)
                    && !domain().equals(other.domain());
        }
    }

    /** Has the node deleted as soon as that may be. */
    void delete(NodeTarget target, boolean hasVolumes, Runnable then) {
        waiting.add(new Deleted(target, hasVolumes, then));
        goOn();
    }

    /** Its successor has come. */
    void succeeded(NodeTarget target) {
        awaited.removeIf(deleted -> deleted.target.equals(target));
        goOn();
    }

    private void goOn() {
        for (Deleted next : List.copyOf(waiting)) {
            if (awaited.stream().noneMatch(next::excludes)) {
                waiting.remove(next);
                awaited.add(next);
                time.at(time.now(), next.then);
            }
        }
    }
}
