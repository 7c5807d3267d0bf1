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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Predicate<NodeTarget> isSelected = target -> rollout.selects(target.node(), target.age());
        List<List<NodeTarget>> sections =
                ownNodeLast(outdated.stream().filter(isSelected).toList(), rollout);
        List<NodeTarget> nodes = sections.stream().flatMap(List::stream).toList();
        int domains = domains(rollout, pools);
        List<NodeTarget> leftOut = outdated.stream().filter(isSelected.negate()).toList();
        Optional<NodeTarget> own = nodes.stream().filter(NodeTarget::hasOwnPod).findFirst();
        return decided.map(before -> new RolloutDecision(
                        inOrder(nodes, before),
                        leftOut,
                        RolloutPlan.of(rollout, before, names(pools), domains).with(own)))
                .orElseGet(() -> new RolloutDecision(
                        nodes,
                        leftOut,
                        RolloutPlan.of(rollout, sections, domains).with(own)));
    }

    /** The node of the run's own pod is a section of its own: its drain hands the run over to another process. */
    private static List<List<NodeTarget>> ownNodeLast(List<NodeTarget> targets, Rollout rollout) {
        List<NodeTarget> others =
                targets.stream().filter(target -> !target.hasOwnPod()).toList();
        return Stream.concat(
                        RolloutOrder.sections(others, rollout).stream(),
                        targets.stream().filter(NodeTarget::hasOwnPod).map(List::of))
                .toList();
    }

    /** In the order of the waves; nodes without one come last, and that of the run's own pod after them. */
    private static List<NodeTarget> inOrder(List<NodeTarget> nodes, WavesEntry decided) {
        Map<String, Integer> places = new HashMap<>();
        decided.waves().forEach(wave -> wave.forEach(uid -> places.put(uid, places.size())));
        return nodes.stream()
                .sorted(Comparator.<NodeTarget, Boolean>comparing(NodeTarget::hasOwnPod)
                        .thenComparing(
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
