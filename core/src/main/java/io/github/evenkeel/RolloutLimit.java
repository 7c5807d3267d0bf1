package io.github.evenkeel;

/**
 * Immutable limits of a rollout in one node pool, as numbers.
 *
 * <p>Only the library creates it; components may be added in any release.
 *
 * @param poolId identity for the provider
 * @param poolName name of the pool
 * @param nodes of the pool that would be rolled; percentages count these
 * @param maxSurge how many nodes may be added
 * @param maxUnavailable how many nodes may be taken away before others have taken their place
 */
public record RolloutLimit(String poolId, String poolName, int nodes, int maxSurge, int maxUnavailable) {
    @Override
    public String toString() {
        return "node pool " + poolName + ": " + nodes + " nodes to roll, max surge " + maxSurge + ", max unavailable "
                + maxUnavailable;
    }
}
