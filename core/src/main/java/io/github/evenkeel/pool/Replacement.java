package io.github.evenkeel.pool;

import io.github.evenkeel.Step;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Precondition;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.SuccessorState;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Replacement of one node by another of the same pool.
 *
 * <p>{@link #request} is the point of no return, and {@link #requested} says whether it was passed.
 */
public final class Replacement {
    private final OldNode old;
    private final PoolAccount account;
    private final PoolLedger ledger;
    private final String name;

    /** Another process has seen that it is gone, and has written that down together with the size of the pool. */
    private final boolean wasGone;

    private final ExpectedDaemonSets daemonSets;
    private final Readiness readiness;
    private final NodeDeletion deletion;
    private final SuccessorSearch search;
    private final SurgeSearch surge;
    private PoolBaseline baseline = new PoolBaseline(0, Set.of(), Optional.empty(), Optional.empty());

    /**
     * Takes up the replacement of a node.
     *
     * @param state of the node; if it was begun, with what its pool was like then
     */
    public Replacement(PlanSpec spec, NodeScope scope, NodeState state, PoolLedger ledger) {
        this.ledger = ledger;
        account = ledger.of(state.poolId());
        old = new OldNode(spec, scope, state, account);
        daemonSets = new ExpectedDaemonSets(spec, scope.retries());
        readiness = new Readiness(spec, scope.waits(), scope.retries(), daemonSets);
        name = state.name();
        deletion =
                new NodeDeletion(spec, scope, old, state, ledger, () -> baseline.volumesIn(), this::successorStandsIn);
        NewNodes newNodes = new NewNodes(spec, scope, state, readiness);
        surge = new SurgeSearch(spec, scope, state, old, ledger, newNodes);
        search = new SuccessorSearch(spec, scope, state, old, deletion, ledger, newNodes, () -> baseline);
        wasGone = state.begun().contains(Step.REMOVE_BACKENDS) || state.begun().contains(Step.SWAP_BACKENDS);
        account.remember(state.instanceId());
        account.room().begins(state);
        if (state.isBegun()) {
            recall(PoolBaseline.read(state));
        }
    }

    private void recall(PoolBaseline before) {
        baseline = before;
        old.sizeWas(before.size());
        daemonSets.recall(before.daemonSets());
        before.kind().ifPresent(kind -> account.decided(name, kind));
    }

    /** Looks at what is there before the node is touched. */
    public PoolBaseline prepare() {
        NodePool pool = old.readPool();
        old.sizeIs(pool);
        account.remember(pool, name);
        List<Pod> pods = old.pods();
        daemonSets.of(pods);
        baseline = new PoolBaseline(old.size().before(), daemonSets.texts(), old.volumesOf(pods), baseline.kind());
        return baseline;
    }

    /** Looks once more where pods of the node have volumes: until it was cordoned, others could come. */
    public PoolBaseline lookForVolumesAgain() {
        if (baseline.volumesIn().isEmpty()) {
            baseline = baseline.withVolumesIn(old.volumesOf(old.pods()));
        }
        return baseline;
    }

    /** @throws StepFailure if the pool of a node that was begun is no more, and that is not acknowledged */
    public void requirePool() {
        old.requirePool();
    }

    /** The run has ended with the node, however that was: no successor of it is awaited any more. */
    public void leave() {
        account.leave(name);
    }

    /** Whether the old node may have been given up: there is no way back, or none that is known. */
    public boolean requested() {
        return deletion.requested();
    }

    /** Another process may have requested the deletion: until {@link #settle} has found out, there is no way back. */
    public void mayBeRequested() {
        deletion.mayBeRequested();
    }

    /** Finds out whether a deletion that was once intended, perhaps by another process, came about. */
    public void settle() {
        deletion.settle();
    }

    /** Whether the old node certainly is no more, by the pool and by Kubernetes, whichever party has deleted it. */
    public boolean oldOneIsGone() {
        return old.isGone();
    }

    /**
     * Asks for the deletion. An answer that was lost is settled by reading, never by asking again blindly.
     *
     * @param announce done before each final check, however long it takes
     * @param preconditions of the deletion
     */
    public void request(Runnable announce, List<Precondition> preconditions) {
        deletion.request(announce, preconditions);
    }

    /**
     * Waits until the old node is gone, and a new one is there and at work.
     *
     * @param usedAddresses of the old node: the new one must have one like each
     */
    public SuccessorState await(Set<String> usedAddresses) {
        SuccessorState successor = search.await(usedAddresses);
        noteThatItIsGone();
        return successor;
    }

    /**
     * Waits until a node that was added to the pool is there and at work, and claims it. The old node is not touched.
     *
     * @param usedAddresses of the old node: the new one must have one like each
     */
    public SuccessorState awaitSurgeNode(Set<String> usedAddresses) {
        return surge.await(usedAddresses, baseline.volumesIn());
    }

    /** The run itself has added the node: no other comes in its place. */
    public void leavesAgain() {
        deletion.leavesAgain();
        baseline = baseline.with(DeletionKind.SURPLUS);
    }

    /**
     * Whether the successor only stands in for the one that the pool makes once the node is deleted: pods of the node
     * have volumes in an availability domain that would have fewer nodes without that one.
     */
    public boolean successorStandsIn() {
        if (baseline.kind().isPresent()) {
            return baseline.standsIn();
        }
        Optional<String> domain = baseline.volumesIn();
        if (domain.isEmpty() || !account.isOpen() || !ledger.hasSuccessor(name)) {
            return false;
        }
        NodePool pool = old.readPool();
        boolean near = pool.machines().stream()
                .anyMatch(node -> ledger.isClaimedBy(node, name) && SurgeSearch.isNear(domain, node));
        return !near && !account.room().isEnoughIn(domain.get(), pool);
    }

    /** Its successor is there by now, and is written down as such: the one that has stood in for it is free again. */
    public void release(SuccessorState standIn) {
        ledger.releaseStandIn(standIn.instanceId(), name);
    }

    /** The pool has made the successor: none stands in for it any more. */
    public PoolBaseline succeeded() {
        account.decided(name, DeletionKind.REPLACED);
        baseline = baseline.with(DeletionKind.REPLACED);
        return baseline;
    }

    /** Decides whether the pool makes another node when this one is deleted. */
    public PoolBaseline decide() {
        if (baseline.volumesIn().isPresent() && baseline.kind().isEmpty()) {
            if (!ledger.hasSuccessor(name)) {
                account.makesAnother(name, DeletionKind.REPLACED); // none that is there may be near its volumes
            } else if (successorStandsIn()) {
                account.makesAnother(name, DeletionKind.SUCCEEDED_NEARBY);
            }
        }
        if (account.needsSize()) {
            account.goesOnFrom(old.readPool());
        }
        DeletionKind kind = account.decide(name);
        if (account.isOpen()) {
            baseline = baseline.with(kind);
        }
        return baseline;
    }

    /** Waits until the deleted node is gone. */
    public void awaitGone() {
        search.awaitGone();
        noteThatItIsGone();
    }

    private void noteThatItIsGone() {
        if (deletion.wasAskedFor() && !wasGone) {
            account.isGone(name);
        }
    }

    /** Waits until it is at work, or is so again: one that has just come may not be Ready for good. */
    public void awaitAtWork(SuccessorState successor) {
        readiness.await(successor.node());
    }

    /** Whether it is so now. */
    public boolean isAtWork(SuccessorState successor) {
        return readiness.isGiven(successor.node());
    }

    /** Whether its pool is smaller on purpose, and has all of its nodes without one in place of the old one. */
    public boolean comesNoMore() {
        NodePool pool = old.readPool();
        return requested()
                && old.size().isSmaller()
                && old.size().isThatOf(pool)
                && pool.nodes().stream().filter(PoolNode::remains).count()
                        >= old.size().accepted()
                && search.added(pool).isEmpty()
                && oldOneIsGone();
    }
}
