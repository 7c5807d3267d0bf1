package io.github.evenkeel.spring;

import io.github.evenkeel.Step;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeSnapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * State of a roll as the endpoint tells it.
 *
 * @param state as in {@link UpgradeSnapshot.State}; {@code NONE} before the first roll
 * @param runId identity of the run
 * @param nodesDone how many nodes are replaced
 * @param nodes how many nodes the plan has
 * @param seconds since the roll began
 * @param step id of the current step
 * @param object what that works on
 * @param waitingFor what it waits for
 * @param nodesUnderWay nodes that are under way
 */
public record SnapshotBody(
        String state,
        @Nullable String runId,
        int nodesDone,
        int nodes,
        long seconds,
        @Nullable String step,
        @Nullable String object,
        @Nullable String waitingFor,
        List<Node> nodesUnderWay) {
    /**
     * Node that is under way.
     *
     * @param name of the node
     * @param step id of its step
     * @param waitingFor what it waits for
     */
    public record Node(String name, @Nullable String step, @Nullable String waitingFor) {}

    static SnapshotBody of(Optional<Upgrade> roll) {
        return roll.map(Upgrade::snapshot)
                .map(SnapshotBody::of)
                .orElseGet(() -> new SnapshotBody("NONE", null, 0, 0, 0, null, null, null, List.of()));
    }

    private static SnapshotBody of(UpgradeSnapshot snapshot) {
        return new SnapshotBody(
                snapshot.state().name(),
                snapshot.runId(),
                snapshot.nodesDone(),
                snapshot.nodes(),
                snapshot.elapsed().toSeconds(),
                id(snapshot.step()),
                snapshot.object().orElse(null),
                snapshot.waitingFor().orElse(null),
                snapshot.nodesUnderWay().stream()
                        .map(node -> new Node(
                                node.node(), id(node.step()), node.waitingFor().orElse(null)))
                        .toList());
    }

    private static @Nullable String id(Optional<Step> step) {
        return step.map(Step::id).orElse(null);
    }
}
