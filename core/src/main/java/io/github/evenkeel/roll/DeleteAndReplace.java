package io.github.evenkeel.roll;

import java.util.List;

/**
 * Procedure of a replacement: takes a node out of service, deletes it, and puts its successor in its place.
 *
 * <p>Before the deletion, a failure or a cancel rolls back all steps: the node is as it was. After it, the run
 * completes the replacement, or the report lists the manual steps.
 */
final class DeleteAndReplace {
    private DeleteAndReplace() {}

    static ReplacementStrategy strategy() {
        return new ReplacementStrategy(List.of(
                new DrainBackends(), // no new connections; undone: the backends get traffic again
                new CordonNode(), // no new pods; undone: the cordon is lifted
                new EvictPods(), // the pods leave within their disruption budgets, and their volumes are detached
                new DrainConnections(), // the connections that there are have their time to end
                new AwaitPodBackends(), // the controller that has pods as backends removes those that left
                new ExcludeNode(), // a service controller removes the backends that it keeps; undone: it adds them
                // again
                new DeleteNode(), // the point of no return
                new AwaitReplacement(), // its pool makes a successor, which becomes ready
                new SwapBackends(), // the successor's backends take the place of the node's
                new AwaitHealth(), // the load balancers find them as healthy as the node's were
                new Soak())); // what breaks shows before the next node is touched
    }
}
