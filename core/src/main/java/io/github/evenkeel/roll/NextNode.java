package io.github.evenkeel.roll;

import io.github.evenkeel.run.state.NodeState;
import java.util.List;
import java.util.Optional;

/**
 * Choice of the node that begins next, with a reason if none does. It depends only on the states of all nodes.
 *
 * @param node that begins now; empty if none does
 * @param reason why no other node begins now, for messages
 */
record NextNode(Optional<NodeState> node, String reason) {
    /**
     * Decides.
     *
     * @param waiting nodes of which nothing is begun, in the plan's order, and those that another process has left,
     *     which come first
     * @param underWay how many nodes are being drained, deleted or replaced
     * @param maxUnavailable how many may be at once; one or more
     */
    static NextNode choose(List<NodeState> waiting, int underWay, int maxUnavailable) {
        if (waiting.isEmpty()) {
            return new NextNode(Optional.empty(), "no node is left to begin");
        }
        if (underWay >= maxUnavailable) {
            return new NextNode(Optional.empty(), underWay + " of at most " + maxUnavailable + " nodes are under way");
        }
        NodeState next = waiting.stream().filter(NodeState::isBegun).findFirst().orElse(waiting.get(0));
        return new NextNode(
                Optional.of(next),
                next.isBegun() ? "nodes that another process has begun are finished first" : "the plan's order");
    }
}
