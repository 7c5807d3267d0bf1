package io.github.evenkeel.pool;

import io.github.evenkeel.run.FinalCheck;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.Precondition;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests the deletion of a node: the point of no return. */
final class NodeDeletion {
    private final PlanSpec spec;
    private final NodeScope scope;
    private final OldNode old;
    private final NodeState node;
    private final PoolLedger ledger;
    private final PoolAccount account;
    private final Supplier<Optional<String>> volumesIn;
    private final BooleanSupplier standsIn;
    private @Nullable Operation operation;
    private boolean requested;
    private boolean askedFor;
    private boolean leaves;

    /** @param standsIn whether its successor so far only stands in for the one that the pool makes */
    NodeDeletion(
            PlanSpec spec,
            NodeScope scope,
            OldNode old,
            NodeState node,
            PoolLedger ledger,
            Supplier<Optional<String>> volumesIn,
            BooleanSupplier standsIn) {
        this.spec = spec;
        this.scope = scope;
        this.old = old;
        this.node = node;
        this.ledger = ledger;
        this.volumesIn = volumesIn;
        this.standsIn = standsIn;
        account = ledger.of(node.poolId());
    }

    /** Whether the node may have been given up: there is no way back, or none that is known. */
    boolean requested() {
        return requested;
    }

    /** Whether the run has asked for it, or may have: else another client has deleted the node. */
    boolean wasAskedFor() {
        return askedFor;
    }

    /** The run has added the node, and none is to come in its place. */
    void leavesAgain() {
        leaves = true;
        account.decided(node.name(), DeletionKind.SURPLUS);
    }

    /** Another process may have requested it: until {@link #settle} has found out, there is no way back. */
    void mayBeRequested() {
        askedFor = true;
        requested(true);
    }

    /** Finds out whether a deletion that was once intended, perhaps by another process, came about. */
    void settle() {
        mayBeRequested();
        awaitOthers(spec.timing().replacement().node());
        requested(isGone(old.readPool()));
    }

    private void requested(boolean now) {
        requested = now;
        if (now && awaitsSuccessor()) {
            account.awaited().deletes(node, volumesIn.get());
        } else {
            account.awaited().settles(node.name());
        }
    }

    private boolean awaitsSuccessor() {
        return !leaves && (!ledger.hasSuccessor(node.name()) || standsIn.getAsBoolean());
    }

    /** Reserves the deletion; given back by {@link #requested}. */
    private void awaitBalance() {
        scope.waits()
                .await(
                        new WaitCondition(
                                "node pool " + node.poolId(),
                                "successors for the deleted nodes of other availability domains, as pods have volumes",
                                spec.timing().replacement().node()),
                        () -> {
                            scope.waits().checkCancelledEvenIfUncancellable();
                            return account.awaited().deletesIfBalanced(node, volumesIn.get())
                                    ? PollResult.of(true)
                                    : PollResult.notYet("some of them are awaited");
                        });
    }

    private boolean isGone(NodePool pool) {
        return member(pool).isEmpty();
    }

    private Optional<PoolNode> member(NodePool pool) {
        return pool.node(node.instanceId()).filter(PoolNode::remains);
    }

    /** What another client changes in the cluster may decide what the pool creates; the run's own deletions do not. */
    private void awaitOthers(Duration atMost) {
        scope.operations()
                .awaitIdle(cluster(), () -> ledger.ofOthers(spec.cluster().operationsInFlight()), atMost);
    }

    /**
     * Asks for the deletion. An answer that was lost is settled by reading, never by asking again blindly.
     *
     * @param announce done before each final check, however long it takes
     * @param preconditions of the deletion
     */
    void request(Runnable announce, List<Precondition> preconditions) {
        Retries.Patience patience = scope.retries().patience("delete node " + old.name());
        FinalCheck check = new FinalCheck(scope.scheduler(), scope.waits());
        boolean unsettled = requested;
        while (true) {
            boolean askedBefore = askedFor;
            try {
                if (!requested && awaitsSuccessor()) { // else it counts already, and a cancel must not end it
                    awaitBalance();
                }
                awaitOthers(spec.timing().replacement().nodePool());
                NodePool pool = old.readPool();
                Optional<PoolNode> member = member(pool);
                if (member.isEmpty()) {
                    requested(true);
                    return;
                }
                if (!unsettled) {
                    old.size().require(pool);
                    account.remember(pool, old.name()); // another client may have added to it since
                }
                unsettled = false;
                requested = false;
                check.take(
                        "node " + old.name(),
                        () -> {
                            announce.run();
                            scope.waits().checkCancelledEvenIfUncancellable();
                        },
                        preconditions);
                requested(true);
                askedFor = true;
                Operation begun = account.decide(node.name()) == DeletionKind.SURPLUS
                        ? spec.cluster().deleteSurplusNode(pool, member.get())
                        : spec.cluster().replaceNode(pool, member.get());
                ledger.began(begun);
                operation = begun;
                return;
            } catch (ServiceException e) {
                unsettled |= requested && e.isOutcomeUnknown();
                requested(unsettled);
                askedFor = askedBefore || unsettled; // what was refused changes no pool
                patience.backoffOrThrow(e);
            }
        }
    }

    /** It fails also if the old node is gone and a new one could not be made, which may come all the same. */
    Optional<StepFailure> failure() {
        Operation now = operation;
        if (now == null) {
            return Optional.empty();
        }
        if (!now.ended()) {
            now = scope.operations().read(now, spec.cluster()::operation);
            operation = now;
        }
        return now.ended() && now.state() != Operation.State.SUCCEEDED
                ? Optional.of(new StepFailure(
                        "deletion of node " + old.name() + " (operation " + now.id() + ")",
                        "SUCCEEDED",
                        now.state() + now.detail().map(": "::concat).orElse(""),
                        now.requestId().orElse(null)))
                : Optional.empty();
    }

    private String cluster() {
        return "cluster " + spec.cluster().id();
    }
}
