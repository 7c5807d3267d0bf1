package io.github.evenkeel.plan;

import io.github.evenkeel.run.state.NodeState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Choice of the node that begins next, with a reason if none does. It depends only on the states of all nodes.
 *
 * @param decision what happens next
 * @param chosen node that begins now, with the slot that it takes up; empty if none does
 * @param reason why no other node begins now, for messages
 */
public record NextNode(Decision decision, Optional<OccupiedSlot> chosen, String reason) {
    /** What happens next. */
    public enum Decision {
        /** A node begins. */
        BEGIN,
        /** Nodes that are under way have to end first. */
        WAIT,
        /** All nodes of the open wave are done: it soaks, and the next wave opens. */
        OPEN_NEXT_WAVE,
        /** No node is under way, and the limits let none begin: nodes that were left aside take up all of them. */
        STUCK,
        /** No node is left. */
        DONE
    }

    /** The node that begins now; empty if none does. */
    public Optional<NodeState> node() {
        return chosen.map(OccupiedSlot::node);
    }

    /** Decides. The caller adds the chosen node to those that are under way, and asks again until none begins. */
    public static NextNode choose(RolloutPlan plan, RolloutProgress progress) {
        List<NodeState> waiting = progress.waiting();
        boolean idle = progress.underWay().isEmpty();
        if (waiting.isEmpty()) {
            return idle
                    ? none(Decision.DONE, "no node is left to begin")
                    : none(
                            Decision.WAIT,
                            "no node is left to begin, and "
                                    + progress.underWay().size() + " are under way");
        }
        SlotRules rules = new SlotRules(plan, progress);
        String obstacle = "";
        for (NodeState node : inOrder(waiting)) {
            SlotRules.Answer answer = rules.answer(node);
            if (answer.slot().isPresent()) {
                return begin(new OccupiedSlot(node, answer.slot().get()), obstacle);
            }
            obstacle = obstacle.isEmpty() ? answer.obstacle() : obstacle;
        }
        if (!idle) {
            return none(Decision.WAIT, obstacle);
        }
        boolean waveIsDone = waiting.stream().allMatch(node -> plan.waveOf(node) > progress.openWave());
        return none(waveIsDone ? Decision.OPEN_NEXT_WAVE : Decision.STUCK, obstacle);
    }

    private static NextNode begin(OccupiedSlot chosen, String obstacleOfFirst) {
        String reason = chosen.node().isBegun()
                ? "nodes that another process has begun are finished first"
                : obstacleOfFirst.isEmpty() ? "the plan's order" : obstacleOfFirst;
        return new NextNode(Decision.BEGIN, Optional.of(chosen), reason);
    }

    /** Those that another process has begun come first. */
    private static List<NodeState> inOrder(List<NodeState> waiting) {
        return Stream.concat(
                        waiting.stream().filter(NodeState::isBegun),
                        waiting.stream().filter(node -> !node.isBegun()))
                .toList();
    }

    private static NextNode none(Decision decision, String reason) {
        return new NextNode(decision, Optional.empty(), reason);
    }
}
