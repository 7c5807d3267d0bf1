package io.github.evenkeel.plan;

import io.github.evenkeel.Rollout;
import java.util.List;
import java.util.Map;

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

    /**
     * The limits where so many surge nodes are there. A pool without any rolls one node at a time; a pool that has not
     * asked for them yet may get what the others leave.
     */
    RolloutLimits withSurge(Map<String, Integer> there) {
        int taken = there.values().stream().mapToInt(Integer::intValue).sum();
        List<PoolLimit> less = pools.stream()
                .map(pool -> there.containsKey(pool.poolId())
                        ? pool.withSurge(there.get(pool.poolId()))
                        : pool.atMost(sideBySide ? Math.max(0, all.surge() - taken) : pool.surge()))
                .toList();
        int unavailable = less.stream().mapToInt(PoolLimit::unavailable).max().orElse(0);
        return new RolloutLimits(
                less,
                new PoolLimit(
                        all.poolId(),
                        all.poolName(),
                        all.nodes(),
                        all.surge(),
                        Math.max(all.unavailable(), Math.min(1, unavailable))),
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
