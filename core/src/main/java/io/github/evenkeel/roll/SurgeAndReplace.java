package io.github.evenkeel.roll;

import java.util.List;

/**
 * Procedure of a replacement with surge: another node serves in the node's place before it is taken out of service.
 *
 * <p>Before the deletion, a failure or a cancel rolls back all steps: the node is as it was, and the other one leaves
 * when the run ends. After it, the run completes the replacement, or the report lists the manual steps.
 */
final class SurgeAndReplace {
    static final String ID = "SURGE_AND_REPLACE";

    private SurgeAndReplace() {}

    static ReplacementStrategy strategy() {
        return new ReplacementStrategy(
                ID,
                StrategyEnd.REPLACED,
                List.of(
                        new AwaitSurgeNode(), // a node that was added to the pool is ready, and is its successor
                        new AdmitSuccessor(), // the successor's backends are added beside the node's
                        new AwaitHealth(NodeStep.Phase.REVERSIBLE), // the load balancers find them healthy
                        new DrainBackends(), // no new connections; undone: the backends get traffic again
                        new CordonNode(), // no new pods; undone: the cordon is lifted
                        new EvictPods(), // the pods leave within their disruption budgets
                        new DrainConnections(), // the connections that there are have their time to end
                        new AwaitPodBackends(), // the controller that has pods as backends removes those that left
                        new ExcludeNode(), // a service controller removes the backends that it keeps
                        new DeleteNode(), // the point of no return
                        new AwaitDeletion(), // the node is gone
                        new AwaitOwnSuccessor(), // near the volumes of its pods, if the other one is not
                        new RemoveBackends(), // the successor has them
                        new Soak())); // what breaks shows before the next node is touched
    }
}
