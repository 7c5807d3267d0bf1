package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.PoolNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks that the plan's selections of nodes to replace match some. */
final class ReplacementCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        List<Finding> findings = new ArrayList<>();
        List<ClusterNode> nodes = nodes(world, spec).toList();
        List<NodeSelection> replaced = spec.pools().changes().replaced();
        List<NodeSelection> empty = replaced.stream()
                .filter(selection -> nodes.stream().noneMatch(node -> selection.selects(node, world.ageOf(node))))
                .toList();
        boolean none = empty.size() == replaced.size() && empty.stream().noneMatch(NodeSelection::isByAge);
        empty.stream().map(selection -> nothing(selection, none)).forEach(findings::add);
        replaced.forEach(selection -> findings.addAll(unknownNames(selection, nodes)));
        return findings;
    }

    /** The nodes of the plan's pools. */
    static Stream<ClusterNode> nodes(ClusterSnapshot world, PlanSpec spec) {
        return ExecutionPlan.chosenPools(world, spec).stream()
                .flatMap(pool -> pool.nodes().stream())
                .filter(PoolNode::isMachine)
                .flatMap(member -> world.nodeOf(member).stream());
    }

    /** That no node is old enough is what a roll that is repeated comes to. */
    private static Finding nothing(NodeSelection selection, boolean none) {
        String actual = "a selection that no node of the plan's pools matches: nodes " + selection;
        return none
                ? Finding.blocker(
                        "nodes to replace", actual, "one node at least", "correct it: kubectl get nodes --show-labels")
                : Finding.warning("nodes to replace", actual, "one node at least", "nothing, if no node has to match");
    }

    private static List<Finding> unknownNames(NodeSelection selection, List<ClusterNode> nodes) {
        List<String> unknown = selection.names().stream()
                .filter(name -> nodes.stream().noneMatch(node -> node.name().equals(name)))
                .sorted()
                .toList();
        return unknown.isEmpty() || unknown.size() == selection.names().size()
                ? List.of()
                : List.of(Finding.blocker(
                        "nodes to replace",
                        "names that no node of the plan's pools has: " + String.join(", ", unknown),
                        "names of nodes",
                        "correct them: kubectl get nodes"));
    }
}
