package io.github.evenkeel.spi;

/** Purpose of a set of permissions. */
public enum Purpose {
    /** Everything that a drain and a roll do by default. */
    DRAIN,
    /** The deletions of a drain whose policy overrides disruption budgets. */
    DELETE_PAST_BUDGETS,
    /** The restarts of a drain whose policy surges Deployments of one replica. */
    SURGE_SINGLE_REPLICAS
}
