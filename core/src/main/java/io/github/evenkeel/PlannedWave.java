package io.github.evenkeel;

import java.util.List;

/**
 * Immutable wave of a rollout: nodes that begin before any of the next wave does.
 *
 * <p>Only the library creates it; components may be added in any release.
 *
 * @param number of the wave, from 1
 * @param nodes names, in the order in which they would begin
 * @param reason why it has these nodes
 */
public record PlannedWave(int number, List<String> nodes, String reason) {
    /** Copies the list. */
    public PlannedWave {
        nodes = List.copyOf(nodes);
    }

    @Override
    public String toString() {
        return "wave " + number + ": " + String.join(", ", nodes) + " (" + reason + ")";
    }
}
