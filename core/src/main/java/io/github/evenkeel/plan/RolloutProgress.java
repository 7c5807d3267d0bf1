package io.github.evenkeel.plan;

import io.github.evenkeel.run.state.NodeState;
import java.util.List;

/**
 * Progress of a rollout: all facts from which the next node is chosen.
 *
 * @param waiting nodes that are not under way here, in the plan's order, with those that another process has begun
 * @param underWay nodes that are being rolled here
 * @param leftAside nodes that were given up and don't serve; each takes up its slot until the end of the run
 * @param openWave index of the last wave that may begin: the one before it is done and has passed its soak. It begins
 *     at 0
 */
public record RolloutProgress(
        List<NodeState> waiting, List<OccupiedSlot> underWay, List<OccupiedSlot> leftAside, int openWave) {
    /** Copies the lists. */
    public RolloutProgress {
        waiting = List.copyOf(waiting);
        underWay = List.copyOf(underWay);
        leftAside = List.copyOf(leftAside);
    }
}
