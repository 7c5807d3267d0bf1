package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.drain.NodeDrain;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks that no other run works on a node of the cluster, by the run's identity in the mark of a cordon. Another run
 * may exist if the two share neither lock nor journal, and the marks of a run remain if its journal was lost.
 *
 * @param runId of this run, whose own marks do not count
 */
public record OtherRunsCheck(String runId) implements Check {
    private static final int NAMED = 5;

    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        return findings(world.nodes().all());
    }

    /** One for each other run that has cordoned some of these nodes. */
    public List<Finding> findings(List<ClusterNode> nodes) {
        Map<String, List<String>> byRun = nodes.stream()
                .filter(this::isOfAnotherRun)
                .collect(Collectors.groupingBy(
                        node -> node.cordon().owner().orElseThrow(),
                        TreeMap::new,
                        Collectors.mapping(ClusterNode::name, Collectors.toList())));
        return byRun.entrySet().stream()
                .map(run -> finding(run.getKey(), run.getValue()))
                .toList();
    }

    private boolean isOfAnotherRun(ClusterNode node) {
        return node.cordon().on()
                && node.cordon()
                        .owner()
                        .filter(owner -> !owner.equals(runId) && !NodeDrain.isMark(owner))
                        .isPresent();
    }

    private static Finding finding(String run, List<String> nodes) {
        return Finding.blocker(
                "run " + run,
                "its cordon on " + (nodes.size() == 1 ? "node " : nodes.size() + " nodes: ") + names(nodes)
                        + ", and the journal of this plan does not know that run",
                "no node of another run",
                "if that run is running, wait until it has ended; if it has stopped, recover it with its own journal; if"
                        + " that journal is lost, restore the backends and pods of the node by hand, and uncordon it or remove its mark");
    }

    private static String names(List<String> nodes) {
        String named = nodes.stream().sorted().limit(NAMED).collect(Collectors.joining(", "));
        return nodes.size() > NAMED ? named + " and " + (nodes.size() - NAMED) + " more" : named;
    }
}
