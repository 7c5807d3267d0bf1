package io.github.evenkeel.roll;

import java.util.List;

/**
 * The procedure: a node is taken out of service, deleted, and its successor is put in its place.
 *
 * <p>Up to the deletion each step is undone if a later one fails, or the run is cancelled: the node is as it was. From
 * the deletion on, the replacement is brought to its end, or the report says what is left to do.
 */
final class DeleteAndReplace implements ReplacementStrategy {
    @Override
    public List<NodeStep> steps() {
        return List.of(
                new DrainBackends(), // no new connections; undone: the backends get traffic again
                new CordonNode(), // no new pods; undone: the cordon is lifted
                new EvictPods(), // the pods leave within their disruption budgets, and their volumes are detached
                new DrainConnections(), // the connections that there are have their time to end
                new DeleteNode(), // the point of no return
                new AwaitReplacement(), // its pool makes a successor, which becomes ready
                new SwapBackends(), // the successor's backends take the place of the node's
                new AwaitHealth(), // the load balancers find them as healthy as the node's were
                new Soak()); // what breaks shows before the next node is touched
    }
}
