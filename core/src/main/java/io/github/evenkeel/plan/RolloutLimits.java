package io.github.evenkeel.plan;

import io.github.evenkeel.Rollout;
import java.util.List;

/**
 * Limits of a rollout, as numbers.
 *
 * @param pools each with nodes to roll, in the order in which they are rolled
 * @param all the limits over all pools together
 * @param sideBySide whether nodes of several pools may be under way at once
 */
public record RolloutLimits(List<PoolLimit> pools, PoolLimit all, boolean sideBySide) {
    /** Copies the list. */
    public RolloutLimits {
        pools = List.copyOf(pools);
    }

    /**
     * Resolves the limits.
     *
     * @param pools with the number of their nodes that are to be rolled; their limits do not count
     */
    static RolloutLimits of(Rollout rollout, List<PoolLimit> pools) {
        List<PoolLimit> resolved = pools.stream()
                .filter(pool -> pool.nodes() > 0)
                .map(pool -> PoolLimit.of(rollout, pool.poolId(), pool.poolName(), pool.nodes()))
                .toList();
        int nodes = resolved.stream().mapToInt(PoolLimit::nodes).sum();
        PoolLimit all = rollout.takesPoolsSideBySide() || resolved.isEmpty()
                ? PoolLimit.of(rollout, "", "all", nodes)
                : new PoolLimit(
                        "",
                        "all",
                        nodes,
                        resolved.stream().mapToInt(PoolLimit::surge).max().orElse(0),
                        resolved.stream().mapToInt(PoolLimit::unavailable).max().orElse(0));
        return new RolloutLimits(resolved, all, rollout.takesPoolsSideBySide());
    }

    /** The same with no more unavailable nodes than that. */
    RolloutLimits atMostUnavailable(int most) {
        return new RolloutLimits(
                pools.stream().map(pool -> pool.atMostUnavailable(most)).toList(),
                all.atMostUnavailable(most),
                sideBySide);
    }

    /** The limits in a pool; those over all pools for one that had no node to roll. */
    public PoolLimit of(String poolId) {
        return pools.stream()
                .filter(pool -> pool.poolId().equals(poolId))
                .findFirst()
                .orElse(all);
    }
}
