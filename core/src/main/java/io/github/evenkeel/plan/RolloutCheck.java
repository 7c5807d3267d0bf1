package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Spread;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that the nodes have what the rollout selects, orders and spreads them by. */
final class RolloutCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        Rollout rollout = spec.rollout();
        List<Finding> findings = new ArrayList<>(unknownNames(world, rollout));
        if (executionPlan.nodes().isEmpty()) {
            if (!executionPlan.leftOut().isEmpty()) {
                findings.add(noneSelected(executionPlan, rollout));
            }
            return findings;
        }
        findings.addAll(emptySelections(executionPlan, rollout));
        findings.addAll(label(executionPlan, rollout));
        findings.addAll(domains(executionPlan, rollout));
        return findings;
    }

    private static List<Finding> unknownNames(ClusterSnapshot world, Rollout rollout) {
        Set<String> known = world.nodes().all().stream().map(ClusterNode::name).collect(Collectors.toSet());
        return Stream.concat(rollout.chosenNodes().stream(), rollout.leftOutNodes().stream())
                .flatMap(selection -> selection.names().stream())
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> Finding.warning(
                        "rollout",
                        "a selection that names node " + name,
                        "a name that a node of the cluster has",
                        "see that the name is right: kubectl get nodes"))
                .toList();
    }

    private static Finding noneSelected(ExecutionPlan executionPlan, Rollout rollout) {
        return Finding.blocker(
                "rollout",
                "a selection of none of the " + executionPlan.leftOut().size() + " nodes to roll: " + rollout,
                "one of them at least",
                "correct the selection, or leave it out to roll all of them");
    }

    /** One of several selections that does nothing is a mistake more often than not. */
    private static List<Finding> emptySelections(ExecutionPlan executionPlan, Rollout rollout) {
        return rollout.chosenNodes().stream()
                .filter(selection -> Stream.concat(executionPlan.nodes().stream(), executionPlan.leftOut().stream())
                        .noneMatch(target -> selects(selection, target)))
                .map(selection -> Finding.warning(
                        "rollout",
                        "a selection of no node to roll: nodes " + selection,
                        "one node at least",
                        "see that names and labels are right"))
                .toList();
    }

    private static boolean selects(NodeSelection selection, NodeTarget target) {
        return selection.selects(target.node(), target.age());
    }

    private static List<Finding> label(ExecutionPlan executionPlan, Rollout rollout) {
        return rollout
                .order()
                .label()
                .filter(label -> executionPlan.nodes().stream()
                        .noneMatch(target -> target.node().labels().containsKey(label)))
                .map(label -> Finding.blocker(
                        "rollout",
                        "an order by label " + label + ", which no node to roll has",
                        "a label that nodes have",
                        "correct the key, or choose another order"))
                .stream()
                .toList();
    }

    private static List<Finding> domains(ExecutionPlan executionPlan, Rollout rollout) {
        Spread spread = rollout.spread();
        List<NodeTarget> unknown = executionPlan.nodes().stream()
                .filter(target -> NodeDomain.of(spread, target.state()).equals(NodeDomain.UNKNOWN))
                .toList();
        if (unknown.isEmpty()) {
            return List.of();
        }
        if (unknown.size() == executionPlan.nodes().size()) {
            return List.of(Finding.blocker(
                    "rollout",
                    "a rollout " + spread.words() + ", and no node to roll states its domain",
                    "nodes whose domain is known",
                    "leave the spread out"));
        }
        return List.of(Finding.warning(
                "rollout",
                unknown.size() + " nodes that state no domain, such as " + unknown.get(0),
                "nodes whose domain is known, for a rollout " + spread.words(),
                "nothing, if these may be rolled as if they were in a domain of their own"));
    }
}
