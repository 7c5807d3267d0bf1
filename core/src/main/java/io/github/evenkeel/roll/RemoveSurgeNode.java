package io.github.evenkeel.roll;

import java.util.List;

/** Procedure by which a node leaves that the run has added to a pool: none comes in its place. */
final class RemoveSurgeNode {
    static final String ID = "REMOVE_SURGE_NODE";

    static final String ID_UNJOINED = "REMOVE_UNJOINED_NODE";

    private RemoveSurgeNode() {}

    /** Of a machine that is no node of the cluster. */
    static ReplacementStrategy unjoined() {
        return new ReplacementStrategy(
                ID_UNJOINED, StrategyEnd.REMOVED, List.of(new DeleteUnjoinedNode(), new AwaitDeletion()));
    }

    static ReplacementStrategy strategy() {
        return new ReplacementStrategy(
                ID,
                StrategyEnd.REMOVED,
                List.of(
                        new DrainBackends(),
                        new CordonNode(),
                        new EvictPods(),
                        new DrainConnections(),
                        new AwaitPodBackends(),
                        new ExcludeNode(),
                        new DeleteNode(),
                        new AwaitDeletion(),
                        new RemoveBackends()));
    }
}
