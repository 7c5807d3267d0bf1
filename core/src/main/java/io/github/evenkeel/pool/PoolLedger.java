package io.github.evenkeel.pool;

import io.github.evenkeel.run.state.InstanceDigest;
import io.github.evenkeel.run.state.InstancesEntry;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.PoolEntries;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.run.state.SurgeEntry;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Assigns each new instance to the node that it replaces, for all pools of a run: an instance replaces one node only.
 *
 * <p>Thread-safe.
 */
public final class PoolLedger {
    private final Map<String, PoolAccount> pools = new ConcurrentHashMap<>();

    /** Names of the nodes, by the digest of the instance in their place. */
    private final Map<String, String> predecessors = new ConcurrentHashMap<>();

    /** A pool of thousands is looked through again and again: each instance is digested once. */
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    /** Digests of instances that were claimed for a node and are free again: they may have backends like its own. */
    private final Set<String> released = ConcurrentHashMap.newKeySet();

    private final Set<String> operations = ConcurrentHashMap.newKeySet();

    /** The part of one pool. */
    PoolAccount of(String poolId) {
        return pools.computeIfAbsent(poolId, PoolAccount::new);
    }

    /**
     * Takes over the claims of earlier processes. All of them are known before the first node goes on, so that none
     * takes the successor of another one.
     */
    public void recall(List<NodeState> nodes) {
        for (NodeState node : nodes) {
            if (node.successor() != null) {
                claim(node.successor().instanceId(), node.name());
                if (!node.beyondReturn()) {
                    of(node.poolId()).hasOneBeside();
                }
            }
            if (node.beyondReturn() && (node.successor() == null || PoolBaseline.hasStandIn(node))) {
                of(node.poolId())
                        .awaited()
                        .deletes(node, PoolBaseline.read(node).volumesIn());
            }
        }
    }

    /** Takes over the claims of nodes that earlier processes have replaced. */
    public void recallReplaced(List<ReplacedEntry> nodes) {
        nodes.forEach(node -> node.machine().ifPresent(digest -> predecessors.put(digest, node.name())));
    }

    /**
     * Claims an instance.
     *
     * @param predecessor name of the node in whose place it is
     * @return whether it is that node's, by this claim or an earlier one
     */
    boolean claim(String instanceId, String predecessor) {
        String before = predecessors.putIfAbsent(digest(instanceId), predecessor);
        return before == null || before.equals(predecessor);
    }

    /** The node keeps its place after all: what was claimed for it is free again. */
    public void release(String predecessor) {
        predecessors.forEach((digest, node) -> {
            if (node.equals(predecessor) && predecessors.remove(digest, node)) {
                released.add(digest);
            }
        });
    }

    /** It has stood in for the node's successor, which is there by now: it is free again. */
    void releaseStandIn(String instanceId, String predecessor) {
        String digest = digest(instanceId);
        if (predecessors.remove(digest, predecessor)) {
            released.add(digest);
        }
    }

    /** Whether it was claimed before for another node, which keeps its place or has another successor. */
    public boolean isReleased(String instanceId) {
        return released.contains(digest(instanceId));
    }

    boolean isReleased(PoolNode node) {
        return node.instanceId().filter(this::isReleased).isPresent();
    }

    /** Whether a node has its successor. */
    boolean hasSuccessor(String predecessor) {
        return predecessors.containsValue(predecessor);
    }

    /**
     * None of the instances that are there now, and are no node's successors, is of the run; unless a node is deleted
     * whose successor is not known yet.
     */
    void rememberUnclaimed(NodePool pool) {
        if (of(pool.id()).awaited().areAwaited()) {
            return;
        }
        pool.nodes().stream().filter(node -> !isClaimed(node)).forEach(node -> node.instanceId()
                .ifPresent(of(pool.id())::remember));
    }

    /** Instances that the run has added to a pool, or has had it make. */
    public List<PoolNode> addedTo(NodePool pool) {
        PoolAccount account = of(pool.id());
        return account.isOpen()
                ? pool.machines().stream().filter(node -> !account.knows(node)).toList()
                : List.of();
    }

    private String digest(String instanceId) {
        return digests.computeIfAbsent(instanceId, InstanceDigest::of);
    }

    /** Takes over what pools had before earlier processes changed them. */
    public void recallInstances(List<InstancesEntry> entries) {
        entries.forEach(entry -> of(entry.poolId()).recall(entry.known()));
    }

    /** Takes over what earlier processes have added to pools. */
    public void recallSurges(List<SurgeEntry> entries) {
        entries.forEach(entry -> of(entry.poolId()).recall(entry));
    }

    /** What is known of a pool now, as the journal keeps it. */
    public PoolEntries entriesOf(String poolId) {
        return of(poolId).entries();
    }

    /** Whether it is claimed for that node. */
    boolean isClaimedBy(PoolNode node, String predecessor) {
        return node.instanceId()
                .map(this::digest)
                .map(predecessors::get)
                .filter(predecessor::equals)
                .isPresent();
    }

    /** Whether it is claimed for any node. */
    boolean isClaimed(PoolNode node) {
        return node.instanceId()
                .map(this::digest)
                .filter(predecessors::containsKey)
                .isPresent();
    }

    /** Whether it is new to the pool, and claimed for no node. */
    boolean isFree(PoolNode node, String poolId) {
        return !isClaimed(node) && !of(poolId).knows(node);
    }

    /** Whether it is claimed for that node, or free. */
    boolean isOpenTo(PoolNode node, NodeState predecessor) {
        return isClaimedBy(node, predecessor.name()) || isFree(node, predecessor.poolId());
    }

    /** The run itself has requested the operation: none of its other deletions waits for its end. */
    void began(Operation operation) {
        operations.add(operation.id());
    }

    /** The operations of other clients. */
    List<Operation> ofOthers(List<Operation> inFlight) {
        return inFlight.stream()
                .filter(operation -> !operations.contains(operation.id()))
                .toList();
    }
}
