package io.github.evenkeel.plan;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.run.state.WavesEntry;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decision which of the outdated nodes are rolled, in what order, and in which waves.
 *
 * @param nodes to roll, in order
 * @param leftOut outdated nodes that are left as they are
 * @param plan limits and waves
 */
record RolloutDecision(List<NodeTarget> nodes, List<NodeTarget> leftOut, RolloutPlan plan) {
    /**
     * Decides.
     *
     * @param pools of the plan, with all of their nodes
     * @param outdated nodes of these, in the order of the pools
     * @param decided the waves of a run that goes on; empty if it begins only now
     */
    static RolloutDecision of(
            Rollout rollout, List<NodePool> pools, List<NodeTarget> outdated, Optional<WavesEntry> decided) {
        Map<Boolean, List<NodeTarget>> selected = outdated.stream()
                .collect(Collectors.partitioningBy(target ->
                        rollout.selects(target.node().name(), target.node().labels())));
        List<List<NodeTarget>> sections = RolloutOrder.sections(selected.get(true), rollout);
        List<NodeTarget> nodes = sections.stream().flatMap(List::stream).toList();
        int domains = domains(rollout, pools);
        List<NodeTarget> leftOut = selected.get(false);
        return decided.map(before -> new RolloutDecision(
                        inOrder(nodes, before), leftOut, RolloutPlan.of(rollout, before, names(pools), domains)))
                .orElseGet(() -> new RolloutDecision(nodes, leftOut, RolloutPlan.of(rollout, sections, domains)));
    }

    /** In the order of the waves; nodes without one come last. */
    private static List<NodeTarget> inOrder(List<NodeTarget> nodes, WavesEntry decided) {
        Map<String, Integer> places = new HashMap<>();
        decided.waves().forEach(wave -> wave.forEach(uid -> places.put(uid, places.size())));
        return nodes.stream()
                .sorted(Comparator.comparing(
                        target -> places.getOrDefault(target.node().uid(), Integer.MAX_VALUE)))
                .toList();
    }

    private static Map<String, String> names(List<NodePool> pools) {
        return pools.stream().collect(Collectors.toMap(NodePool::id, NodePool::name));
    }

    /** Of all nodes of the pools: a run that goes on finds as many. */
    private static int domains(Rollout rollout, List<NodePool> pools) {
        return (int) pools.stream()
                .flatMap(pool -> pool.nodes().stream())
                .filter(PoolNode::remains)
                .map(member -> NodeDomain.of(
                        rollout.spread(),
                        member.availabilityDomain().orElse(null),
                        member.faultDomain().orElse(null)))
                .distinct()
                .count();
    }
}
