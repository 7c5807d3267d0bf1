package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.Step;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.LoadBalancer.CliAction;
import io.github.evenkeel.traffic.BackendMembership;
import java.util.ArrayList;
import java.util.List;

/** Manual steps for a node whose deletion was requested, if the run ends before its backends are swapped. */
final class UnfinishedReplacement {
    private static final String NEW_ADDRESS = "NEW_ADDRESS";

    private UnfinishedReplacement() {}

    static List<ManualStep> leftToDo(RollingNode node) {
        NodeState state = node.state();
        boolean known = state.successor() != null;
        List<ManualStep> left = new ArrayList<>();
        if (node.leavesAgain()) {
            left.add(new ManualStep(
                    "see that " + node + " (instance " + state.instanceId() + "), which the run had added to node pool "
                            + state.poolId() + ", is gone, and that the size of the pool is what it was",
                    node.spec.cluster().inspectCliCommand(state.poolId())));
            node.memberships()
                    .forEach(membership -> left.add(new ManualStep(
                            "see that " + membership + " is gone", membership.cliCommand(CliAction.REMOVE))));
            return left;
        }
        if (!known) {
            left.add(new ManualStep(
                    "see that node pool " + state.poolName() + " (" + state.poolId() + ") gets a ready node at "
                            + state.version() + " in place of " + node + " (instance " + state.instanceId()
                            + "), whose deletion was asked for; its address is " + NEW_ADDRESS + " below",
                    node.spec.cluster().inspectCliCommand(state.poolId())));
        }
        if (known && mayStillBeThere(state)) {
            left.add(new ManualStep(
                    "see that " + node + " (instance " + state.instanceId() + "), whose deletion was asked for, is gone"
                            + " from node pool " + state.poolName() + " (" + state.poolId() + ")",
                    node.spec.cluster().inspectCliCommand(state.poolId())));
        }
        if (known && node.replacement.successorStandsIn()) {
            left.add(new ManualStep(
                    "see that node pool " + state.poolName() + " (" + state.poolId() + ") gets a ready node in"
                            + " availability domain " + state.domain() + ": pods of " + node + " have volumes there",
                    node.spec.cluster().inspectCliCommand(state.poolId())));
        }
        if (node.rollback.hasExcluded() && !node.rollback.nodeIsGone()) {
            left.add(new ManualStep(
                    "include " + node + " in Services' load balancers again, if it stays after all",
                    node.spec.workloads().includeCliCommand(node.name())));
        }
        for (BackendMembership membership : node.memberships()) {
            BackendMembership moved = known ? node.moved(membership) : membership.movedTo(NEW_ADDRESS);
            if (!moved.isSameBackendAs(membership)) {
                left.add(
                        new ManualStep("see that " + membership + " is gone", membership.cliCommand(CliAction.REMOVE)));
            }
            left.add(new ManualStep(
                    "see that " + moved + " is there instead, with weight "
                            + membership.backend().weight() + ", and healthy",
                    moved.cliCommand(CliAction.ADD)));
        }
        return left;
    }

    /** With surge the successor is known before the deletion, and the backends go once the node is gone. */
    private static boolean mayStillBeThere(NodeState state) {
        return state.strategy().equals(SurgeAndReplace.ID) && !state.begun().contains(Step.REMOVE_BACKENDS);
    }
}
