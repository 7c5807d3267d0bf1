package io.github.evenkeel;

import java.util.List;

/**
 * Immutable result of a preview about the rollout: the limits as numbers, and the waves with their nodes.
 *
 * <p>Only the library creates it; components may be added in any release.
 *
 * @param maxUnderWay how many nodes would be under way at once, over all pools
 * @param limits of each pool that has nodes to roll
 * @param waves in their order; none if no node would be rolled
 */
public record RolloutPreview(int maxUnderWay, List<RolloutLimit> limits, List<PlannedWave> waves) {
    /** Of a plan that rolls no node. */
    public static final RolloutPreview NONE = new RolloutPreview(0, List.of(), List.of());

    /** Copies the lists. */
    public RolloutPreview {
        limits = List.copyOf(limits);
        waves = List.copyOf(waves);
    }
}
