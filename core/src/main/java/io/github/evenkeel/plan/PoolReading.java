package io.github.evenkeel.plan;

import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the pools that the cluster lists, and those that the plan names wherever they are. */
final class PoolReading {
    private final PlanSpec spec;
    private final Retries retries;

    PoolReading(PlanSpec spec, Retries retries) {
        this.spec = spec;
        this.retries = retries;
    }

    List<NodePool> read() {
        Set<String> ids = new LinkedHashSet<>(listed());
        ids.addAll(spec.poolIds());
        List<NodePool> pools = new ArrayList<>();
        for (String id : ids) {
            read(id).ifPresent(pools::add);
        }
        return pools;
    }

    private List<String> listed() {
        return retries.call("list node pools", spec.cluster()::nodePoolIds);
    }

    /**
     * A pool that can't be read matters only if the plan is about it. One that was deleted since it was listed is not
     * listed any more.
     *
     * @return empty if there is no such pool; a pool that the plan names and that is not there is reported later
     */
    private Optional<NodePool> read(String id) {
        try {
            return Optional.of(
                    retries.call("read node pool " + id, () -> spec.cluster().nodePool(id)));
        } catch (ServiceException e) {
            boolean leftOut =
                    e.outcome() == Outcome.NOT_FOUND && (!spec.poolIds().isEmpty() || !listed().contains(id));
            if (!leftOut) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
