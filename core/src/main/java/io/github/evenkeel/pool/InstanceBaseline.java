package io.github.evenkeel.pool;

import io.github.evenkeel.run.state.InstanceDigest;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Instances that a pool had, to detect new ones; stored as digests, which fit into a journal. */
final class InstanceBaseline {
    private final Set<String> digests = new HashSet<>();
    private final Set<String> recognized = new HashSet<>();
    private Set<String> copy = Set.of();

    void remember(NodePool pool) {
        pool.nodes().forEach(node -> node.instanceId().ifPresent(this::remember));
    }

    void remember(String instance) {
        if (recognized.add(instance)) {
            digests.add(InstanceDigest.of(instance));
        }
    }

    /** As {@link #digests} told them once, perhaps to another process. */
    void recall(Collection<String> earlier) {
        digests.addAll(earlier);
    }

    /** Whether it is one of them. A pool of thousands is looked through again and again: each is digested once. */
    boolean include(PoolNode node) {
        return node.instanceId().filter(this::include).isPresent();
    }

    private boolean include(String instance) {
        return recognized.contains(instance)
                || (digests.contains(InstanceDigest.of(instance)) && recognized.add(instance));
    }

    Set<String> digests() {
        if (copy.size() != digests.size()) { // none ever leaves
            copy = Set.copyOf(digests);
        }
        return copy;
    }
}
