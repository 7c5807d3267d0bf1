package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.plan.NodeDomain;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.plan.RolloutPlan;
import io.github.evenkeel.run.state.NodeState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Nodes that are still to begin. To choose the next one, only the first of those is needed that differ in nothing that
 * the rules of a rollout know: with thousands of nodes, all others would be asked about in vain.
 */
final class WaitingNodes {
    private final RolloutPlan plan;
    private final TreeMap<Integer, Map<Alike, Deque<Waiting>>> waves = new TreeMap<>();
    private final Map<String, Integer> perPool = new HashMap<>();
    private final Map<String, NodeTarget> targets = new HashMap<>();

    private record Alike(String poolId, String domain, boolean alone) {}

    private record Waiting(int place, NodeState node) {}

    /** @param nodes in their order */
    WaitingNodes(RolloutPlan plan, List<NodeTarget> nodes) {
        this.plan = plan;
        int place = 0;
        for (NodeTarget target : nodes) {
            NodeState node = target.state();
            targets.put(node.node().uid(), target);
            perPool.merge(node.poolId(), 1, Integer::sum);
            waves.computeIfAbsent(plan.waveOf(node), wave -> new HashMap<>())
                    .computeIfAbsent(alike(node), any -> new ArrayDeque<>())
                    .add(new Waiting(place++, node));
        }
    }

    private Alike alike(NodeState node) {
        return new Alike(node.poolId(), NodeDomain.of(plan.spread(), node), plan.isAlone(node));
    }

    /** The first of each kind, in their order; of the waves that are not open yet, those of the next one. */
    List<NodeState> firsts(int openWave) {
        List<Waiting> firsts = new ArrayList<>();
        for (Map.Entry<Integer, Map<Alike, Deque<Waiting>>> wave : waves.entrySet()) {
            wave.getValue().values().forEach(kind -> firsts.add(kind.element()));
            if (wave.getKey() > openWave) {
                break;
            }
        }
        firsts.sort(Comparator.comparingInt(Waiting::place));
        return firsts.stream().map(Waiting::node).toList();
    }

    /** It begins. */
    NodeTarget take(NodeState node) {
        int number = plan.waveOf(node);
        Map<Alike, Deque<Waiting>> wave = waves.getOrDefault(number, Map.of());
        Deque<Waiting> kind = wave.getOrDefault(alike(node), new ArrayDeque<>());
        kind.remove();
        if (kind.isEmpty()) {
            wave.remove(alike(node));
        }
        if (wave.isEmpty()) {
            waves.remove(number);
        }
        perPool.merge(node.poolId(), -1, Integer::sum);
        return target(node);
    }

    /** What the plan has about it. */
    NodeTarget target(NodeState node) {
        return Objects.requireNonNull(targets.get(node.node().uid()));
    }

    /** How many of a pool are still to begin. */
    int of(String poolId) {
        return perPool.getOrDefault(poolId, 0);
    }
}
