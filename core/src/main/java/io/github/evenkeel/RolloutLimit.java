package io.github.evenkeel;

/**
 * Immutable limits of a rollout in one node pool, as numbers. Only the library implements it; methods may be added in
 * any release.
 */
public interface RolloutLimit {
    /** Identity of the pool for the provider. */
    String poolId();

    /** Name of the pool. */
    String poolName();

    /** How many nodes of the pool would be rolled; percentages count these. */
    int nodes();

    /** How many nodes may be added. */
    int maxSurge();

    /** How many nodes may be taken away before others have taken their place. */
    int maxUnavailable();
}
