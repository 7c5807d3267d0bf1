package io.github.evenkeel;

import java.util.List;

/**
 * Immutable result of a preview about the rollout: the limits as numbers, and the waves with their nodes. Only the
 * library implements it; methods may be added in any release.
 */
public interface RolloutPreview {
    /** How many nodes would be under way at once, over all pools. */
    int maxUnderWay();

    /** The limits of each pool that has nodes to roll. */
    List<RolloutLimit> limits();

    /** The waves in their order; none if no node would be rolled. */
    List<PlannedWave> waves();
}
