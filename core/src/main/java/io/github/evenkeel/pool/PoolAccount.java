package io.github.evenkeel.pool;

import io.github.evenkeel.run.state.InstancesEntry;
import io.github.evenkeel.run.state.PoolEntries;
import io.github.evenkeel.run.state.SurgeEntry;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Instances that a pool had before the run's deletions, the deleted nodes whose successors are not known yet, and the
 * nodes that the run has added to it.
 *
 * <p>Thread-safe.
 */
final class PoolAccount {
    private final InstanceBaseline known = new InstanceBaseline();
    private final AwaitedSuccessors awaited = new AwaitedSuccessors();
    private final Map<String, DeletionKind> kinds = new HashMap<>();
    private final String poolId;
    private boolean open;
    private SurgeSize surge = new SurgeSize(0, 0, 0);
    private final DomainRoom room = new DomainRoom();
    private int added;
    private int toMake;

    PoolAccount(String poolId) {
        this.poolId = poolId;
    }

    /** The run is about to add nodes to a pool of that size. */
    synchronized void opens(int sizeBefore, int nodes, int successorsToMake) {
        open = true;
        surge = new SurgeSize(sizeBefore, sizeBefore + nodes, sizeBefore + nodes);
        added = nodes;
        toMake = Math.max(0, successorsToMake);
    }

    /** So many successors are still to be made by the pool: the nodes that are deleted after these shrink it. */
    synchronized void isToMake(int successors) {
        toMake = Math.max(0, successors);
    }

    /** What the pool is like before the run adds nodes to it. */
    synchronized void had(NodePool pool) {
        if (!open) {
            room.had(DomainCounts.of(pool));
        }
    }

    /** As another process has left it. */
    synchronized void recall(SurgeEntry entry) {
        room.had(DomainCounts.of(entry.domains()));
        opens(entry.size(), entry.added(), entry.toMake());
        surge = new SurgeSize(entry.size(), entry.now(), entry.least());
        if (entry.reached()) {
            surge.wasReached();
        }
    }

    /** As another process has left it: a node and its successor beside it. */
    synchronized void hasOneBeside() {
        surge.hasOneBeside();
    }

    /** The pool has its size again. */
    synchronized void closes() {
        open = false;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** How many nodes more than without surge the pool may have. */
    synchronized int added() {
        return open ? added : 0;
    }

    /** How many nodes more than without surge it has, by the run's own changes so far. */
    synchronized int own() {
        return open ? Math.max(0, surge.most() - surge.before()) : 0;
    }

    /** Size that the pool had before the run added nodes; empty if it has added none. */
    synchronized Optional<Integer> sizeWithoutSurge() {
        return open ? Optional.of(surge.before()) : Optional.empty();
    }

    /** As the journal keeps it. */
    synchronized PoolEntries entries() {
        return new PoolEntries(new InstancesEntry(poolId, known.digests()), surge());
    }

    private Optional<SurgeEntry> surge() {
        return open
                ? Optional.of(new SurgeEntry(
                        poolId,
                        surge.before(),
                        added,
                        toMake,
                        surge.most(),
                        surge.least(),
                        surge.isReached(),
                        room.words()))
                : Optional.empty();
    }

    /** Decides how a node is deleted. It stays so, also if the deletion is requested again. */
    synchronized DeletionKind decide(String name) {
        DeletionKind before = kinds.get(name);
        if (before != null) {
            return before;
        }
        boolean leaves = open && toMake == 0 && surge.isTooLarge();
        toMake = Math.max(0, toMake - 1);
        DeletionKind kind = leaves ? DeletionKind.SURPLUS : DeletionKind.REPLACED;
        decided(name, kind);
        return kind;
    }

    /** It is certain that the pool makes another node when this one is deleted. */
    synchronized void makesAnother(String name, DeletionKind kind) {
        toMake = Math.max(0, toMake - 1);
        decided(name, kind);
    }

    /** The run has given the pool that size, or found it so before it goes on. */
    synchronized void expects(int sizeNow) {
        surge.is(sizeNow);
    }

    /** The run is about to make the pool smaller. */
    synchronized void shrinksTo(int size) {
        surge.shrinksTo(size);
    }

    /** By how many nodes the run's own changes have made the pool larger. */
    synchronized int tooMany(NodePool pool) {
        return surge.tooMany(pool.size());
    }

    /** Whether {@link #goesOnFrom} has to be told before it is decided how a node is deleted. */
    synchronized boolean needsSize() {
        return open && !surge.isKnown();
    }

    /** As another process has left the pool. */
    synchronized void goesOnFrom(NodePool pool) {
        surge.found(pool.size());
    }

    /** Whether another client has made the pool smaller while the run had added nodes to it. */
    synchronized boolean wasShrunk(NodePool pool) {
        return open && surge.wasShrunk(pool.size());
    }

    /** A node is gone, as the run has asked: if its pool was to become smaller by that, it has. */
    synchronized void isGone(String name) {
        surge.left(name);
    }

    /** How a node is deleted was decided before, or is certain. */
    synchronized void decided(String name, DeletionKind kind) {
        kinds.put(name, kind);
        if (kind == DeletionKind.SURPLUS) {
            surge.leaves(name);
        }
    }

    /**
     * Remembers the instances that are there. While a successor of another node is to come, a new instance may be it:
     * then none is remembered; nor while the run has added nodes, which are to become successors.
     *
     * @param name of the node that is to be deleted
     */
    synchronized void remember(NodePool pool, String name) {
        if (awaited.besides(name) == 0 && !open) {
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

    /** The deleted nodes whose successors are not known yet. */
    AwaitedSuccessors awaited() {
        return awaited;
    }

    /** Room for pods with volumes. */
    DomainRoom room() {
        return room;
    }

    /** The run has ended with the node. */
    synchronized void leave(String name) {
        room.leave(name);
        awaited.leave(name);
        surge.stays(name);
    }
}
