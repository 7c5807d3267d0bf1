package io.github.evenkeel;

import io.github.evenkeel.spi.ClusterNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Immutable rules of a rollout for which nodes it takes, and what becomes of them.
 *
 * @param only the nodes to roll; none if there is no such rule
 * @param leftOut the nodes to leave as they are
 * @param undrainable what becomes of nodes whose pods can't be evicted
 * @param taints what the nodes have that are still to be rolled
 */
record NodeRules(List<NodeSelection> only, List<NodeSelection> leftOut, UndrainableNodes undrainable, Taints taints) {
    /** Whether nodes that are still to be rolled are tainted. */
    enum Taints {
        NONE,
        OUTDATED
    }

    NodeRules {
        only = List.copyOf(only);
        leftOut = List.copyOf(leftOut);
        Objects.requireNonNull(undrainable, "rule");
    }

    static NodeRules ofAll() {
        return new NodeRules(List.of(), List.of(), UndrainableNodes.stop(), Taints.NONE);
    }

    NodeRules only(NodeSelection nodes) {
        return new NodeRules(and(only, nodes), leftOut, undrainable, taints);
    }

    NodeRules leavingOut(NodeSelection nodes) {
        return new NodeRules(only, and(leftOut, nodes), undrainable, taints);
    }

    NodeRules with(UndrainableNodes rule) {
        return new NodeRules(only, leftOut, rule, taints);
    }

    NodeRules taintingOutdated() {
        return new NodeRules(only, leftOut, undrainable, Taints.OUTDATED);
    }

    boolean taintOutdated() {
        return taints == Taints.OUTDATED;
    }

    boolean select(ClusterNode node, Optional<Duration> age) {
        return (only.isEmpty() || only.stream().anyMatch(nodes -> nodes.selects(node, age)))
                && leftOut.stream().noneMatch(nodes -> nodes.selects(node, age));
    }

    private static List<NodeSelection> and(List<NodeSelection> some, NodeSelection another) {
        List<NodeSelection> all = new ArrayList<>(some);
        all.add(Objects.requireNonNull(another, "nodes"));
        return all;
    }
}
