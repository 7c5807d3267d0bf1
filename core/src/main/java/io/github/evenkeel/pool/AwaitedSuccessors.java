package io.github.evenkeel.pool;

import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.PoolNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Deleted nodes of a pool whose successors are not known yet, in the order of their deletions.
 *
 * <p>Thread-safe.
 */
final class AwaitedSuccessors {
    private final Map<String, Deleted> deleted = new LinkedHashMap<>();

    /** Addresses of the nodes that the run has deleted and not finished: their backends may still be there. */
    private final Map<String, String> addresses = new HashMap<>();

    /**
     * A deleted node.
     *
     * @param domain where the pool lacks a node for it
     * @param volumesIn where the volumes of its pods are
     */
    private record Deleted(@Nullable String domain, Optional<String> volumesIn) {
        boolean canHave(String other) {
            return volumesIn.isEmpty() || volumesIn.get().equals(other);
        }

        private boolean isUnbalancedBy(Deleted other) {
            return volumesIn.filter(its -> !its.equals(other.domain)).isPresent();
        }
    }

    /**
     * The node is about to be deleted: from here on its successor may come.
     *
     * @param volumesIn availability domain of the volumes of its pods; empty if they have none
     */
    synchronized void deletes(NodeState node, Optional<String> volumesIn) {
        put(node, new Deleted(node.domain(), volumesIn));
    }

    private void put(NodeState node, Deleted its) {
        deleted.put(node.name(), its);
        String address = node.addresses().privateIp();
        if (address != null) {
            addresses.put(node.name(), address);
        }
    }

    /**
     * As {@link #deletes}, unless the successor of a node whose pods have volumes could come in another domain for it:
     * while nodes of several domains are missing, the service balances the pool by a choice of its own.
     *
     * @return whether the node may be deleted now
     */
    synchronized boolean deletesIfBalanced(NodeState node, Optional<String> volumesIn) {
        Deleted own = new Deleted(node.domain(), volumesIn);
        boolean mayNot = others(node.name()).anyMatch(other -> own.isUnbalancedBy(other) || other.isUnbalancedBy(own));
        if (!mayNot) {
            put(node, own);
        }
        return !mayNot;
    }

    /** It is not deleted after all, or none is to come in its place. */
    synchronized void settles(String name) {
        deleted.remove(name);
    }

    /**
     * Its successor is known. If that is in another domain, the one of a node that was there comes in this node's
     * domain: that is where the pool lacks a node from here on.
     *
     * @param domain of the successor
     */
    synchronized void succeeded(String name, Optional<String> domain) {
        Deleted own = deleted.remove(name);
        String lacking = own == null ? null : own.domain;
        if (lacking != null) {
            domain.filter(came -> !came.equals(lacking)).ifPresent(came -> exchange(came, lacking));
        }
    }

    /** One that was there, and can have its successor in the other domain, gets it there. */
    private void exchange(String came, String lacking) {
        deleted.entrySet().stream()
                .filter(other ->
                        came.equals(other.getValue().domain) && other.getValue().canHave(lacking))
                .findFirst()
                .ifPresent(other -> other.setValue(new Deleted(lacking, other.getValue().volumesIn)));
    }

    /** The run has ended with the node. */
    synchronized void leave(String name) {
        deleted.remove(name);
        addresses.remove(name);
    }

    /** Whether there are any. */
    synchronized boolean areAwaited() {
        return !deleted.isEmpty();
    }

    /** How many there are, that one aside. */
    synchronized int besides(String name) {
        return (int) others(name).count();
    }

    private Stream<Deleted> others(String name) {
        return deleted.entrySet().stream()
                .filter(other -> !other.getKey().equals(name))
                .map(Map.Entry::getValue);
    }

    /** Whether any other one can have a successor in that domain. */
    synchronized boolean anotherCanHave(String domain, String name) {
        return others(name).anyMatch(other -> other.canHave(domain));
    }

    /**
     * Whether an instance is rather the successor of a node that was deleted before: of one whose pods have volumes in
     * the instance's availability domain, or that was there, where this one was not. For a node that was deleted after
     * this one, another instance comes; else this one would wait for as long as others are deleted.
     */
    synchronized boolean isForAnother(PoolNode node, String name) {
        Deleted own = deleted.getOrDefault(name, new Deleted(null, Optional.empty()));
        Stream<Deleted> before = deleted.entrySet().stream()
                .takeWhile(other -> !other.getKey().equals(name))
                .map(Map.Entry::getValue);
        return node.availabilityDomain()
                .filter(domain -> before.anyMatch(other -> isFor(other, domain, own)))
                .isPresent();
    }

    private static boolean isFor(Deleted other, String domain, Deleted own) {
        boolean isBoundTo = own.volumesIn.filter(domain::equals).isPresent();
        return (!isBoundTo && other.volumesIn.filter(domain::equals).isPresent())
                || (!domain.equals(own.domain) && domain.equals(other.domain));
    }

    /** Whether an instance has the address of another node that the run has not finished: it is in that one's place. */
    synchronized boolean isAtAddressOfAnother(PoolNode node, String name) {
        return node.privateIp()
                .filter(address -> addresses.entrySet().stream()
                        .anyMatch(other ->
                                !other.getKey().equals(name) && other.getValue().equals(address)))
                .isPresent();
    }
}
