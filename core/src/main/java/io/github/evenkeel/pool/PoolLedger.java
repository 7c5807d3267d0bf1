package io.github.evenkeel.pool;

import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Assigns each new instance to the node that it replaces, for all pools of a run: an instance replaces one node only.
 *
 * <p>Thread-safe.
 */
public final class PoolLedger {
    private final Map<String, String> predecessors = new ConcurrentHashMap<>();

    /**
     * Claims an instance.
     *
     * @param predecessor name of the node in whose place it is
     * @return whether it is that node's, by this claim or an earlier one
     */
    public boolean claim(String instanceId, String predecessor) {
        String before = predecessors.putIfAbsent(instanceId, predecessor);
        return before == null || before.equals(predecessor);
    }

    /** Those that are not claimed for another node. */
    List<PoolNode> open(List<PoolNode> nodes, String predecessor) {
        return nodes.stream()
                .filter(node -> node.instanceId()
                        .map(predecessors::get)
                        .filter(other -> !other.equals(predecessor))
                        .isEmpty())
                .toList();
    }
}
