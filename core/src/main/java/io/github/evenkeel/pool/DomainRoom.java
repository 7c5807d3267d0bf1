package io.github.evenkeel.pool;

import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.NodePool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Room for pods with volumes in the availability domains of a pool: whether there are as many nodes as before the run
 * added some.
 *
 * <p>Thread-safe.
 */
final class DomainRoom {
    private DomainCounts before = DomainCounts.UNKNOWN;

    /** Machines of the nodes that the run has in hand, by the names of these nodes. */
    private final Map<String, String> inHand = new HashMap<>();

    synchronized void had(DomainCounts counts) {
        before = counts;
    }

    /** As the journal keeps it. */
    synchronized List<String> words() {
        return before.words();
    }

    /** The run has a node in hand, which is to leave the pool. */
    synchronized void begins(NodeState node) {
        inHand.put(node.name(), node.instanceId());
    }

    /** The run has ended with the node. */
    synchronized void leave(String name) {
        inHand.remove(name);
    }

    /** Whether a domain has enough nodes, those aside that the run has in hand. */
    synchronized boolean isEnoughIn(String domain, NodePool pool) {
        long there = pool.machines().stream()
                .filter(node -> node.remains()
                        && node.availabilityDomain().filter(domain::equals).isPresent()
                        && inHand.values().stream().noneMatch(node::hasInstance))
                .count();
        return before.areReached(domain, there);
    }
}
