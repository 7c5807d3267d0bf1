package io.github.evenkeel.plan;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.RolloutLimit;

/**
 * Limits of a rollout in one pool, as numbers.
 *
 * @param poolId identity for the provider
 * @param poolName for messages
 * @param nodes of the pool that are to be rolled; percentages count these
 * @param surge how many nodes may be added
 * @param unavailable how many nodes may be taken away before others have taken their place
 */
public record PoolLimit(String poolId, String poolName, int nodes, int surge, int unavailable) implements RolloutLimit {
    /** Resolves the limits as a Deployment does: surge is rounded up, unavailable nodes are rounded down. */
    static PoolLimit of(Rollout rollout, String poolId, String poolName, int nodes) {
        int surge = Math.min(nodes, rollout.maxSurge().roundedUp(nodes));
        int unavailable = Math.min(nodes, rollout.maxUnavailable().roundedDown(nodes));
        return new PoolLimit(poolId, poolName, nodes, surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    /** With so many surge nodes; one node at a time if it has none. */
    PoolLimit withSurge(int there) {
        int less = Math.min(surge, there);
        return new PoolLimit(poolId, poolName, nodes, less, less == 0 && unavailable == 0 ? 1 : unavailable);
    }

    /** With no more surge nodes than that. */
    PoolLimit atMost(int most) {
        return new PoolLimit(poolId, poolName, nodes, Math.min(surge, most), unavailable);
    }

    /** With the nodes of another part of the pool; its limits don't count. */
    PoolLimit plus(PoolLimit part) {
        return new PoolLimit(poolId, poolName, nodes + part.nodes, surge, unavailable);
    }

    @Override
    public int maxSurge() {
        return surge;
    }

    @Override
    public int maxUnavailable() {
        return unavailable;
    }

    /** The same with no more unavailable nodes than that. */
    PoolLimit atMostUnavailable(int most) {
        return new PoolLimit(poolId, poolName, nodes, surge, Math.min(unavailable, most));
    }

    /** How many nodes may be under way at once. */
    public int atOnce() {
        return surge + unavailable;
    }

    @Override
    public String toString() {
        return "node pool " + poolName + ": " + nodes + " nodes to roll, max surge " + surge + ", max unavailable "
                + unavailable;
    }
}
