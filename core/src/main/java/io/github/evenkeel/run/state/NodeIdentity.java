package io.github.evenkeel.run.state;

import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.util.Optional;

/**
 * Identity of a node: another machine may get its name and its address at any time.
 *
 * @param name of the node
 * @param uid of the node's object
 */
public record NodeIdentity(String name, String uid) {
    public static NodeIdentity of(ClusterNode node) {
        return new NodeIdentity(node.name(), node.uid());
    }

    /** Whether this is the node. */
    public boolean is(ClusterNode node) {
        return node.uid().equals(uid);
    }

    /**
     * Makes sure that the node is still there.
     *
     * @throws StepFailure if another one has its name, or none
     * @throws ServiceException if that can't be read
     */
    public void requireIn(Workloads workloads, Retries retries) {
        Optional<ClusterNode> now = retries.call("read " + this, () -> workloads.node(name));
        if (now.filter(this::is).isEmpty()) {
            throw missing(now);
        }
    }

    /** @param now what has the name instead, if anything */
    public StepFailure missing(Optional<ClusterNode> now) {
        return new StepFailure(
                toString(),
                "the node with UID " + uid,
                now.map(other -> "another one of that name, UID " + other.uid()).orElse("no such node"));
    }

    @Override
    public String toString() {
        return "node " + name;
    }
}
