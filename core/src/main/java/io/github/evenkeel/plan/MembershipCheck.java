package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks that each managed node belongs to a pool that was read: otherwise a roll of all pools would miss it. It does
 * not apply to a plan that names its pools.
 */
final class MembershipCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        if (!spec.poolIds().isEmpty()) {
            return List.of();
        }
        Set<String> read = world.pools().stream().map(NodePool::id).collect(Collectors.toSet());
        Set<String> members = world.pools().stream()
                .flatMap(pool -> pool.nodes().stream())
                .flatMap((PoolNode member) -> world.nodeOf(member).stream())
                .map(ClusterNode::uid)
                .collect(Collectors.toSet());
        Map<String, List<ClusterNode>> strangers = world.nodes().all().stream()
                .filter(node -> node.origin().managed() && !members.contains(node.uid()))
                .collect(Collectors.groupingBy(
                        node -> node.origin().poolId().orElse("unknown"), TreeMap::new, Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        strangers.forEach((pool, nodes) -> findings.add(read.contains(pool) ? gone(pool, nodes) : unread(pool, nodes)));
        return findings;
    }

    private static Finding unread(String pool, List<ClusterNode> nodes) {
        return Finding.blocker(
                names(nodes),
                "of node pool " + pool + ", which was not found where the cluster's pools are listed",
                "a node pool that is read, as the plan is about all nodes",
                "name the pools that the plan is about, those in other compartments too: withNodePools(...)");
    }

    /** Of a machine that the pool does not have any more; its node object may follow. */
    private static Finding gone(String pool, List<ClusterNode> nodes) {
        return Finding.warning(
                names(nodes),
                "of node pool " + pool + ", which does not list its instance",
                "nodes whose instance is in their pool",
                "if the instance is gone, delete the node object; the roll leaves it as it is");
    }

    private static String names(List<ClusterNode> nodes) {
        return (nodes.size() == 1 ? "node " : "nodes ")
                + NodeNames.named(nodes.stream()
                        .map(node -> node.name()
                                + node.version()
                                        .map(version -> " at " + version)
                                        .orElse(""))
                        .toList());
    }
}
