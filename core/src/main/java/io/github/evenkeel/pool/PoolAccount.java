package io.github.evenkeel.pool;

import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Instances that a pool had before the run's deletions, and the deleted nodes whose successors are not known yet.
 *
 * <p>Thread-safe.
 */
final class PoolAccount {
    private final InstanceBaseline known = new InstanceBaseline();
    private final Map<String, @Nullable String> deleted = new HashMap<>();

    /**
     * Remembers the instances that are there. While a successor is to come, a new instance may be it: then none is
     * remembered.
     */
    synchronized void remember(NodePool pool) {
        if (deleted.isEmpty()) {
            known.remember(pool);
        }
    }

    synchronized void remember(String instanceId) {
        known.remember(instanceId);
    }

    synchronized void recall(Collection<String> digests) {
        known.recall(digests);
    }

    synchronized boolean knows(PoolNode node) {
        return known.include(node);
    }

    synchronized Set<String> digests() {
        return known.digests();
    }

    /** The node is about to be deleted: from here on its successor may come. */
    synchronized void deletes(NodeState node) {
        deleted.put(node.name(), node.domain());
    }

    /** Its successor is known, or it is not deleted after all, or the run has ended with it. */
    synchronized void settles(String name) {
        deleted.remove(name);
    }

    /** How many nodes, that one aside, are deleted and have no successor yet. */
    synchronized int othersDeleted(String name) {
        return deleted.size() - (deleted.containsKey(name) ? 1 : 0);
    }

    /**
     * Whether an instance is rather the successor of another deleted node: one that was in the instance's availability
     * domain, where this one was not.
     */
    synchronized boolean isForAnother(PoolNode node, NodeState deletedNode) {
        return node.availabilityDomain()
                .filter(domain -> !domain.equals(deletedNode.domain()) && deleted.containsValue(domain))
                .isPresent();
    }
}
