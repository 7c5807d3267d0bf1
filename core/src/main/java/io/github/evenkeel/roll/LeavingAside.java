package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.Step;
import io.github.evenkeel.drain.Cordon;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.run.CancelledRun;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.traffic.BackendMembership;
import java.util.ArrayList;
import java.util.List;

/** Leaves a node aside whose pods can't be evicted. */
final class LeavingAside {
    private LeavingAside() {}

    /**
     * Whether the run goes on, and is allowed to do so without the node; that counts as left aside from here on. A node
     * that the run has added is never left aside: its pool would stay larger than it was.
     */
    static boolean isAllowed(RollingNode node, Throwable why) {
        if (node.leavesAgain()) {
            return false;
        }
        try {
            node.scope.waits().checkCancelled();
        } catch (StepFailure | CancelledRun e) {
            return false;
        }
        return node.context.quarantine.admits(why, node.state());
    }

    /** Cordons the node with a mark by which the run knows it again; false if that can't be done. */
    static boolean cordon(RollingNode node, UndrainableFailure why) {
        try {
            endLast(node);
            node.begin(Step.CORDON);
            new Cordon(node.spec.workloads(), node.scope, node.context.quarantine.mark())
                    .put(node.name(), node.identity().uid(), before -> {});
            keepOut(node);
        } catch (ServiceException | StepFailure | CancelledRun e) {
            return false;
        }
        List<ManualStep> left = new ArrayList<>(leftToDo(node, why));
        if (isExcluded(node)) {
            left.add(include(node.spec, node.name()));
        }
        node.leftAside(left);
        node.scope.publisher().warned(finding(node, why));
        return true;
    }

    /** A drain in a Service's set lasts until its controller writes the set again: the label lasts. */
    private static void keepOut(RollingNode node) {
        if (isExcluded(node)) {
            new ExcludeNode().run(node);
        }
    }

    /** One that was given up before it was drained gets what it got. */
    private static boolean isExcluded(RollingNode node) {
        return !node.context.quarantine.nodesGetTrafficAgain()
                && node.rollback.hasDrained()
                && !BackendMembership.ofServices(node.memberships()).isEmpty();
    }

    /** The step at which the node could not be drained is undone by now: it has come to its end. */
    private static void endLast(RollingNode node) {
        NodeState state = node.state();
        state.last().filter(step -> !state.done().contains(step)).ifPresent(node::end);
    }

    private static Finding finding(RollingNode node, StepFailure why) {
        return Finding.warning(
                node.toString(),
                why.object() + ": " + why.found(),
                why.expected(),
                "it is left aside, cordoned"
                        + (node.context.quarantine.nodesGetTrafficAgain() ? "" : " and without new connections")
                        + "; see its report for what is left to do");
    }

    private static List<ManualStep> leftToDo(RollingNode node, StepFailure why) {
        return leftToDo(node.spec, node.name(), "which can't be evicted (" + why.found() + ")");
    }

    /** The same for a node that another process of the run has left aside. */
    static List<ManualStep> leftToDo(PlanSpec spec, NodeTarget target) {
        String name = target.node().name();
        List<ManualStep> left =
                new ArrayList<>(leftToDo(spec, name, "which another process of the run could not evict"));
        if (target.node().exclusion().owner().isPresent()) {
            left.add(include(spec, name));
        }
        return left;
    }

    private static ManualStep include(PlanSpec spec, String name) {
        return new ManualStep(
                "include node " + name + " in Services' load balancers again, if it is to get traffic",
                spec.workloads().includeCliCommand(name));
    }

    private static List<ManualStep> leftToDo(PlanSpec spec, String name, String why) {
        return List.of(
                ManualStep.of("see to the pods of node " + name + ", " + why
                        + ", and roll the cluster again: the node is at its old version, and cordoned"),
                new ManualStep(
                        "uncordon node " + name + ", if it is to take new pods until then",
                        spec.workloads().uncordonCliCommand(name)));
    }
}
