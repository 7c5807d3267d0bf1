package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.drain.NodeDrain;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that no other run works on a node of the cluster, by the run's identity in the mark of a cordon, or in the one
 * that keeps the autoscaler from the nodes of a pool with surge nodes. Another run may exist if the two share neither
 * lock nor journal, and the marks of a run remain if its journal was lost.
 *
 * @param runId of this run, whose own marks do not count
 */
public record OtherRunsCheck(String runId) implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        return findings(world.nodes().all());
    }

    /** One for each other run that has cordoned some of these nodes, or has added nodes to their pools. */
    public List<Finding> findings(List<ClusterNode> nodes) {
        return Stream.concat(
                        byOwner(nodes, this::cordonedBy).entrySet().stream()
                                .map(run -> cordoned(run.getKey(), run.getValue())),
                        byOwner(nodes, this::keptBy).entrySet().stream()
                                .map(run -> SurgeMarks.ofAnotherRun(run.getKey(), NodeNames.of(run.getValue()))))
                .toList();
    }

    private static Map<String, List<String>> byOwner(
            List<ClusterNode> nodes, Function<ClusterNode, Optional<String>> owner) {
        return nodes.stream()
                .filter(node -> owner.apply(node).isPresent())
                .collect(Collectors.groupingBy(
                        node -> owner.apply(node).orElseThrow(),
                        TreeMap::new,
                        Collectors.mapping(ClusterNode::name, Collectors.toList())));
    }

    private Optional<String> cordonedBy(ClusterNode node) {
        return node.cordon()
                .owner()
                .filter(owner -> node.cordon().on() && !owner.equals(runId) && !NodeDrain.isMark(owner));
    }

    private Optional<String> keptBy(ClusterNode node) {
        return node.scaleDown().owner().filter(owner -> !owner.equals(runId));
    }

    private static Finding cordoned(String run, List<String> nodes) {
        return Finding.blocker(
                "run " + run,
                "its cordon on " + NodeNames.of(nodes) + ", and the journal of this plan does not know that run",
                "no node of another run",
                "if that run is running, wait until it has ended; if it has stopped, recover it with its own journal; if"
                        + " that journal is lost, restore the backends and pods of the node by hand, and uncordon it or remove its mark");
    }
}
