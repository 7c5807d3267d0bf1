package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.UndrainableNodes;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.plan.OccupiedSlot;
import io.github.evenkeel.plan.QuarantineMark;
import io.github.evenkeel.plan.Slot;
import io.github.evenkeel.run.state.NodeState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Nodes that a run has left aside, as their pods can't be evicted. Safe for use by the threads of several nodes. */
final class Quarantine {
    private final UndrainableNodes rule;
    private final String runId;
    private final Map<String, NodeState> nodes = new LinkedHashMap<>();

    Quarantine(UndrainableNodes rule, String runId) {
        this.rule = rule;
        this.runId = runId;
    }

    /** Mark of the cordon of such a node: a process that recovers the run leaves the node as it is. */
    String mark() {
        return QuarantineMark.of(runId);
    }

    /** The nodes that another process of the run has left aside. */
    synchronized void recall(List<NodeTarget> before) {
        before.forEach(target -> nodes.putIfAbsent(target.node().name(), target.state()));
    }

    /** For the warnings of a run that goes on. */
    List<Finding> recalled(List<NodeTarget> before) {
        return before.stream()
                .map(target -> Finding.warning(
                        target.toString(),
                        "left aside by another process of this run, as its pods could not be evicted",
                        "drained",
                        "it stays cordoned: see to its pods, and roll the cluster again"))
                .toList();
    }

    /** UIDs of these nodes. */
    synchronized Set<String> uids() {
        return nodes.values().stream().map(node -> node.node().uid()).collect(Collectors.toSet());
    }

    /** Whether a node is left aside for what it failed of; it counts from here on. */
    synchronized boolean admits(Throwable failure, NodeState node) {
        boolean oneMore = nodes.containsKey(node.name()) || nodes.size() < rule.mostLeftAside();
        if (!(failure instanceof UndrainableFailure) || !oneMore) {
            return false;
        }
        nodes.put(node.name(), node);
        return true;
    }

    /** It is not left aside after all. */
    synchronized void release(NodeState node) {
        nodes.remove(node.name());
    }

    /** Whether these nodes serve. */
    boolean nodesGetTrafficAgain() {
        return rule.getTrafficAgain();
    }

    /** What these nodes take up of the limits: one that serves takes up nothing. */
    synchronized List<OccupiedSlot> occupied() {
        return rule.getTrafficAgain()
                ? List.of()
                : nodes.values().stream()
                        .map(node -> new OccupiedSlot(node, Slot.UNAVAILABLE))
                        .toList();
    }
}
