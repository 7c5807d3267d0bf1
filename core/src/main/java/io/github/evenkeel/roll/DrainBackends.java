package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.spi.LoadBalancer.CliAction;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.traffic.BackendMembership;
import java.util.ArrayList;
import java.util.List;

/** Step that drains the node's backends, in all sets of all load balancers. */
final class DrainBackends implements NodeStep {
    @Override
    public Step id() {
        return Step.DRAIN_BACKENDS;
    }

    @Override
    public String reason() {
        return "a cordon takes no node out of a load balancer";
    }

    @Override
    public Phase phase() {
        return Phase.REVERSIBLE;
    }

    @Override
    public void run(RollingNode node) {
        node.context.requireAvailable(node.scope);
        node.requireSameNode();
        boolean claimed = node.state().isBegun();
        boolean touched = node.state().begun().contains(id());
        if (!touched) {
            if (node.leavesAgain()) {
                node.traffic.awaitIdle(); // its backend may still be on its way, as the node that it was for has failed
            }
            look(node, claimed);
        }
        do {
            node.others.awaitOthers(node.memberships(), node.addresses().all());
            new OtherRuns(node).requireNone(); // after the wait, which may have been long
            node.verdicts.ask();
        } while (node.gates.await(StepRecorder.WITHIN_ANOTHER));
        if (!claimed) {
            node.remember();
        }
        node.begin(id());
        BackendChanges.makeAfterTheFirst(node, (membership, begun) -> {
            node.rollback.drained(membership);
            drain(node, membership, node.gates.open(), () -> {
                node.gates.passed(); // what is begun is not held up half done
                node.verdicts.touched();
                begun.run();
            });
        });
        node.end(id());
        node.context.drains.begin(node.memberships());
        node.times.drained();
        awaitPropagation(node);
    }

    /** What other clients have done to its backends while its successor began to serve stays as they have it. */
    private static void look(RollingNode node, boolean claimed) {
        if (claimed) {
            node.observeAgain();
        } else {
            node.observe();
        }
        node.others.noticeRemovals(node.memberships(), node.addresses().all());
    }

    static void drain(
            RollingNode node,
            BackendMembership membership,
            List<ChangeCondition<LoadBalancerDescription>> more,
            Runnable afterRequest) {
        List<ChangeCondition<LoadBalancerDescription>> conditions = new ArrayList<>(more);
        conditions.add(node.verdicts.freshBefore(membership));
        conditions.add(new OthersServe(node, membership, node::requireSameNode));
        conditions.add(new NotCancelled(node.scope.waits()));
        node.traffic.drain(membership, conditions, node::update, afterRequest);
    }

    static void awaitPropagation(RollingNode node) {
        if (!node.memberships().isEmpty()) {
            node.scope
                    .waits()
                    .sleep(
                            "the load balancers to have heard of it",
                            node.spec.timing().loadBalancer().propagation());
        }
    }

    @Override
    public void undo(RollingNode node) {
        Rollback rollback = node.rollback;
        node.context.drains.end(rollback.drained());
        boolean gone = rollback.hasDrained() && rollback.nodeIsGone();
        for (BackendMembership membership : rollback.drained()) {
            if (!gone) {
                rollback.attempt(
                        membership,
                        "give " + membership + " its traffic again",
                        () -> node.traffic.putBack(membership, rollback::requireNode),
                        () -> membership.cliCommand(rollback.nodeIsGone() ? CliAction.REMOVE : CliAction.UPDATE));
            } else if (rollback.isThere(membership)) {
                rollback.leave(
                        "remove " + membership + ", as another client has deleted its " + node,
                        membership.cliCommand(CliAction.REMOVE));
            }
        }
    }
}
