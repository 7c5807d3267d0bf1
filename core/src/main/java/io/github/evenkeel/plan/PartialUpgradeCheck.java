package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reports an unfinished upgrade by a user or another tool. It only warns, as its owner may not know that it is
 * unfinished; the roll leaves it as it is.
 *
 * <p>It ignores a node that is not Ready, which may still be starting.
 */
final class PartialUpgradeCheck implements Check {
    /** A node that is Ready. */
    private record AtWork(PoolNode member, ClusterNode node, KubernetesVersion version) {
        NodeAddresses addresses() {
            return NodeAddresses.of(member, node);
        }
    }

    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        List<Finding> findings = new ArrayList<>();
        for (NodePool pool : ExecutionPlan.chosenPools(world, spec)) {
            List<AtWork> nodes = atWork(pool, world);
            findings.addAll(mixture(pool, nodes));
            findings.addAll(withoutBackend(pool, nodes, world, executionPlan));
        }
        return findings;
    }

    private static List<AtWork> atWork(NodePool pool, ClusterSnapshot world) {
        return pool.nodes().stream()
                .filter(member -> member.lifecycle() == Lifecycle.ACTIVE)
                .flatMap(member -> world.nodeOf(member).stream()
                        .filter(ClusterNode::ready)
                        .flatMap(node -> PoolChange.versionOf(member, node).stream()
                                .map(version -> new AtWork(member, node, version))))
                .toList();
    }

    private static List<Finding> mixture(NodePool pool, List<AtWork> nodes) {
        Map<KubernetesVersion, Long> counts =
                nodes.stream().collect(Collectors.groupingBy(AtWork::version, TreeMap::new, Collectors.counting()));
        if (counts.size() < 2) {
            return List.of();
        }
        return List.of(Finding.warning(
                NodePoolCheck.name(pool),
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " on " + entry.getValue())
                        .collect(Collectors.joining(", ", "its nodes at ", "")),
                "nodes of one version",
                "an upgrade that this plan does not know of may be half done: those that lag"
                        + " behind are rolled, the others stay as they are"));
    }

    /**
     * A new node needs the backends of the node that it replaced; the nodes that the plan will replace show in which
     * sets.
     */
    private static List<Finding> withoutBackend(
            NodePool pool, List<AtWork> nodes, ClusterSnapshot world, ExecutionPlan executionPlan) {
        Set<String> toBeRolled = executionPlan.nodes().stream()
                .filter(target -> target.pool().id().equals(pool.id()))
                .flatMap(target -> target.addresses().all().stream())
                .collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (BalancerView view : world.balancers()) {
            for (BackendSet set : view.description().backendSets()) {
                Set<String> addresses =
                        set.backends().stream().map(Backend::address).collect(Collectors.toSet());
                if (toBeRolled.stream().noneMatch(addresses::contains)) {
                    continue;
                }
                nodes.stream()
                        .filter(there -> {
                            Set<String> its = there.addresses().all();
                            return Collections.disjoint(its, toBeRolled) && Collections.disjoint(its, addresses);
                        })
                        .map(there -> lacks(there, set, view))
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    private static Finding lacks(AtWork there, BackendSet set, BalancerView view) {
        return Finding.warning(
                "node " + there.node.name() + " at " + there.version(),
                "no backend with its address "
                        + String.join(" or ", there.addresses().all()) + " in " + BackendSetCheck.name(set, view),
                "one, as the nodes of its pool in the plan have",
                "if it replaced another node, add the backend; if it has none on purpose, nothing");
    }
}
