package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.run.HandedOver;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.spi.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Run of one node through the steps of a strategy: to its replacement, or back to where it was.
 *
 * <p>A node that another process has begun passes the same steps: what is done already needs no change.
 */
final class NodeRun {
    private final RollingNode node;
    private final List<NodeStep> steps;
    private final StrategyEnd end;
    private final List<ManualStep> leftToDo = new ArrayList<>();
    private NodeReport.Result result = NodeReport.Result.UNTOUCHED;
    private boolean forgotten;

    NodeRun(RunContext context, NodeState state, ReplacementStrategy strategy) {
        node = new RollingNode(context, state.withStrategy(strategy.id()), strategy.end());
        steps = strategy.steps();
        end = strategy.end();
        context.atWork.begins(state.name());
    }

    /** Afterwards the node is replaced; or, if {@link #replaced} is empty, nothing is left to be done about it. */
    void run() {
        try {
            if (node.isTakenUp()) {
                node.record(Step.PREPARE, "another process has begun it", this::findOutHowFarItIs);
            }
            if (forgotten) {
                return;
            }
            if (!node.replacement.requested()) {
                node.scope.waits().checkCancelled();
                node.gates.await(node::record);
                take(NodeStep.Phase.REVERSIBLE);
            }
            node.scope.waits().uncancellable(() -> {
                take(NodeStep.Phase.POINT_OF_NO_RETURN);
                take(NodeStep.Phase.COMPLETING);
                writeEnd();
            });
        } catch (VirtualMachineError e) {
            throw e; // nothing that is done now can be relied on
        } catch (HandedOver e) {
            result = NodeReport.Result.UNFINISHED; // the next process goes on with the node as it is
            throw e;
        } catch (RuntimeException | Error e) {
            giveUp(e);
            if (isLeftAside()) {
                return;
            }
            throw e;
        }
        if (end == StrategyEnd.REMOVED) {
            return;
        }
        result = NodeReport.Result.REPLACED;
        node.scope.publisher().nodeReplaced(report());
        take(NodeStep.Phase.AFTERWARDS);
    }

    private void writeEnd() {
        if (end == StrategyEnd.REMOVED) {
            node.journal.rolledBack(node.state());
        } else {
            node.journal.replaced(node.replaced());
        }
    }

    private void take(NodeStep.Phase phase) {
        steps.stream()
                .filter(step -> step.phase() == phase)
                .filter(step -> step.isFor(node))
                .forEach(step -> node.record(step.id(), step.reason(), () -> step.run(node)));
    }

    private void findOutHowFarItIs() {
        if (node.state().beyondReturn()) {
            node.replacement.mayBeRequested();
        }
        node.replacement.requirePool();
        node.keep(MissingSets.leaveOut(node));
        if (!node.state().beyondReturn()) {
            if (othersHaveTakenItAway()) {
                forget("deleted by another client after this run had begun it, with its backends");
            } else if (!node.leavesAgain()) {
                node.gates.findOutWhetherItIsTouched(node.state(), node.traffic);
            }
            return;
        }
        node.scope.waits().uncancellable(node.replacement::settle);
        if (node.replacement.comesNoMore()) {
            node.memberships().forEach(node.traffic::takeOut);
            forget("gone, and no node comes in its place, as its pool is smaller by now, which was acknowledged");
        }
    }

    /** With all that belonged to it: what is left of it in a load balancer is for the party that deleted it. */
    private boolean othersHaveTakenItAway() {
        return node.replacement.oldOneIsGone()
                && node.traffic.at(node.addresses()).isEmpty();
    }

    private void forget(String found) {
        ForgottenNode.forget(node, found);
        forgotten = true;
    }

    /** Undoes what can be undone, and says what can't. */
    private void giveUp(Throwable why) {
        if (node.replacement.requested() || hasGoneAfterAll()) {
            result = NodeReport.Result.UNFINISHED;
            leftToDo.addAll(UnfinishedReplacement.leftToDo(node));
        } else {
            rollBack(why);
        }
    }

    /** A deletion that another process asked for may come about long after the service knew nothing of it. */
    private boolean hasGoneAfterAll() {
        if (!node.state().beyondReturn()) {
            return false;
        }
        boolean[] gone = {false};
        try {
            node.scope.waits().uncancellable(() -> gone[0] = node.replacement.oldOneIsGone());
        } catch (ServiceException e) {
            return false;
        }
        return gone[0];
    }

    private void rollBack(Throwable why) {
        boolean aside = LeavingAside.isAllowed(node, why);
        boolean keptOut = aside && !node.context.quarantine.nodesGetTrafficAgain();
        undo(keptOut);
        boolean leftAside =
                aside && node.rollback.left().isEmpty() && LeavingAside.cordon(node, (UndrainableFailure) why);
        if (keptOut && !leftAside) {
            undo(false);
        }
        leftToDo.addAll(node.rollback.left());
        if (leftToDo.isEmpty()) {
            takeOutOfJournal();
        }
        if (leftToDo.isEmpty()) { // else, by its entry, the node that was added for it is its successor
            node.context.ledger.release(node.name());
        }
        result = !node.rollback.isNeeded()
                ? NodeReport.Result.UNTOUCHED
                : leftToDo.isEmpty() ? NodeReport.Result.RESTORED : NodeReport.Result.UNFINISHED;
        if (leftAside) {
            result = NodeReport.Result.LEFT_ASIDE;
        } else if (aside) {
            node.context.quarantine.release(node.state());
        }
    }

    /** Whether the run goes on without it, as its pods can't be evicted. */
    boolean isLeftAside() {
        return result == NodeReport.Result.LEFT_ASIDE;
    }

    /**
     * In spite of a cancel, and in reverse order; each thing whatever becomes of the others.
     *
     * @param keptOut whether its backends stay drained
     */
    private void undo(boolean keptOut) {
        node.scope.waits().uncancellable(() -> {
            for (int i = steps.size() - 1; i >= 0; i--) {
                if (!keptOut || !steps.get(i).id().equals(Step.DRAIN_BACKENDS)) {
                    steps.get(i).undo(node);
                }
            }
        });
    }

    /** That nothing is left of it matters less than why it was given up. */
    private void takeOutOfJournal() {
        try {
            node.scope.waits().uncancellable(() -> node.journal.rolledBack(node.state()));
        } catch (ServiceException e) {
            if (e.outcome() != ServiceException.Outcome.DENIED) { // else the run that has the journal settles it
                leftToDo.add(ManualStep.of(node + " is as it was, and its entry could not be removed from the journal ("
                        + e.getMessage() + "): recover() checks it and continues"));
            }
        }
    }

    /** The run has ended with it. */
    void leave() {
        node.context.atWork.ends(node.name());
        node.context.drains.end(node.memberships());
        node.replacement.leave();
        node.scope.waits().leave();
        if (end != StrategyEnd.REMOVED) {
            node.scope.publisher().nodeEnded(report());
        }
    }

    NodeScope scope() {
        return node.scope;
    }

    List<String> rolledBack() {
        return node.rollback.rolledBack();
    }

    List<ManualStep> leftToDo() {
        return List.copyOf(leftToDo);
    }

    NodeReport report() {
        return node.report(result);
    }

    /** What took its place; empty if others have taken the node away. */
    Optional<ReplacedEntry> replaced() {
        return forgotten || isLeftAside() || end == StrategyEnd.REMOVED
                ? Optional.empty()
                : Optional.of(node.replaced());
    }
}
