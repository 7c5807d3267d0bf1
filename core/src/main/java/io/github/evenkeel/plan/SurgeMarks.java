package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.ScaleDown;
import java.util.List;
import java.util.Set;

/**
 * Checks that the journal has each pool to which the run has added nodes: the nodes of such a pool have the run's mark.
 * Without the entry, the size that the pool has now would be taken for its own.
 *
 * @param runId of this run
 * @param added pools to which it has added nodes, by its journal
 */
record SurgeMarks(String runId, Set<String> added) implements Check {
    private static final String TO_DO = "; else drain the nodes that it has added to their pool, delete them without"
            + " replacement until the pool has the size that it is to have, and then remove the annotation "
            + ScaleDown.ANNOTATION + " and the mark beside it";

    SurgeMarks {
        added = Set.copyOf(added);
    }

    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        return world.pools().stream()
                .filter(pool -> !added.contains(pool.id()))
                .flatMap(pool -> finding(pool, world).stream())
                .toList();
    }

    private List<Finding> finding(NodePool pool, ClusterSnapshot world) {
        List<String> marked = pool.machines().stream()
                .flatMap(member -> world.nodeOf(member).stream())
                .filter(node -> node.scaleDown().owner().filter(runId::equals).isPresent())
                .map(ClusterNode::name)
                .toList();
        return marked.isEmpty()
                ? List.of()
                : List.of(Finding.blocker(
                        NodePoolCheck.name(pool),
                        "the mark of this run on " + NodeNames.of(marked)
                                + ": it has added nodes to the pool, and the journal does not have the size before",
                        "an entry of the journal for each pool to which the run has added nodes",
                        "if the journal was edited, restore its entry surge." + pool.id() + TO_DO));
    }

    /** Another run that has added nodes to the pool of these. */
    static Finding ofAnotherRun(String run, String nodes) {
        return Finding.blocker(
                "run " + run,
                "its mark on " + nodes
                        + ": it has added nodes to their pool, and the journal of this plan does not know"
                        + " that run",
                "pools that have the size that they are to have",
                "if that run is running, wait until it has ended; if it has stopped, recover it with its own journal"
                        + TO_DO);
    }
}
