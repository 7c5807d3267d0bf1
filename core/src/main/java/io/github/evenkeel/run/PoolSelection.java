package io.github.evenkeel.run;

import io.github.evenkeel.spi.NodeCycling;
import java.util.Set;

/**
 * Which node pools a plan is about, and what it may do to them.
 *
 * @param ids of the pools; none for all of the cluster
 * @param allowed whether pools may have node cycling on: it is switched off by their update
 */
public record PoolSelection(Set<String> ids, NodeCycling allowed) {
    /** All of them, as they are. */
    public static final PoolSelection ALL = new PoolSelection(Set.of(), NodeCycling.OFF);

    public PoolSelection {
        ids = Set.copyOf(ids);
    }

    /** Whether a pool may be updated that has it so. */
    public boolean allows(NodeCycling cycling) {
        return cycling == NodeCycling.OFF || allowed == NodeCycling.ON;
    }
}
