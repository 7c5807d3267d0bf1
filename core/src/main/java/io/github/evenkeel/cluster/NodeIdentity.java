package io.github.evenkeel.cluster;

import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.ClusterNode;
import java.util.Optional;

/**
 * Which node is meant: another machine may come at any time, and have its name and its address.
 *
 * @param name of the node
 * @param uid of the node's object
 */
public record NodeIdentity(String name, String uid) {
    public static NodeIdentity of(ClusterNode node) {
        return new NodeIdentity(node.name(), node.uid());
    }

    /**
     * The node as it is now.
     *
     * @param now what has the name
     * @throws StepFailure if that is another one, or there is none
     */
    public ClusterNode require(Optional<ClusterNode> now) {
        return now.filter(node -> node.uid().equals(uid))
                .orElseThrow(() -> new StepFailure(
                        toString(),
                        "the node with UID " + uid,
                        now.map(other -> "another one of that name, UID " + other.uid())
                                .orElse("no such node")));
    }

    @Override
    public String toString() {
        return "node " + name;
    }
}
