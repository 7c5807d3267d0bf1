package io.github.evenkeel;

import java.util.List;

/**
 * Immutable wave of a rollout: nodes that begin before any of the next wave does. Only the library implements it;
 * methods may be added in any release.
 */
public interface PlannedWave {
    /** Number of the wave, from 1. */
    int number();

    /** Names of the nodes, in the order in which they would begin. */
    List<String> nodes();

    /** Why it has these nodes. */
    String reason();
}
