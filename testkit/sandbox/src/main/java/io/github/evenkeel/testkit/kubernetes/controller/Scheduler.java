package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Binds pods to nodes where they may be and fit: fewest pods of the same owner first, then most free cpu. */
final class Scheduler implements Controller {
    private final Registry registry;
    private final Nodes nodes;
    private final Map<String, NodeLoad> loads = new HashMap<>();
    /** Pods that fit nowhere, until something changes. */
    private final Set<ObjectKey> waiting = new LinkedHashSet<>();

    private long seen;

    Scheduler(Registry registry, Nodes nodes) {
        this.registry = registry;
        this.nodes = nodes;
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        if (change.type().equals(ResourceTypes.NODES) && seen != nodes.version()) {
            seen = nodes.version();
            waiting.forEach(dirty);
        } else if (change.type().equals(ResourceTypes.PODS)) {
            pod(change, dirty);
        }
    }

    @Override
    public void reconcile(ObjectKey key) {
        StoredObject pod = registry.store().find(key);
        if (pod == null || !needsNode(pod)) {
            waiting.remove(key);
            return;
        }
        JsonNode spec = pod.tree().path("spec");
        if (!spec.path("schedulerName").asText().equals("default-scheduler")
                || !spec.path("schedulingGates").isEmpty()) {
            return;
        }
        Placement placement = new Placement(pod, spec);
        String only = placement.onlyNode();
        if (only == null) {
            nodes.all().forEach(node -> placement.consider(node, load(node)));
        } else {
            NodeProfile node = nodes.find(only);
            if (node != null) {
                placement.consider(node, load(node));
            }
        }
        String chosen = placement.chosen();
        if (chosen == null) {
            waiting.add(key);
            update(pod, object -> unschedulable(object, placement.explanation()));
        } else {
            waiting.remove(key);
            update(pod, object -> bound(object, chosen));
            loads.remove(chosen);
        }
    }

    private void pod(Change change, Consumer<ObjectKey> dirty) {
        StoredObject before = change.before();
        StoredObject after = change.after();
        if (before != null) {
            loads.remove(before.podFacts().nodeName());
        }
        if (after != null) {
            loads.remove(after.podFacts().nodeName());
        }
        if (after != null && needsNode(after)) {
            // A pod that waits changes only because it is told so.
            if (!waiting.contains(after.key())) {
                dirty.accept(after.key());
            }
            return;
        }
        waiting.remove(change.latest().key());
        boolean leftItsNode = before != null
                && before.podFacts().isBound()
                && !before.podFacts().isFinished()
                && (after == null || after.podFacts().isFinished());
        if (leftItsNode) {
            waiting.forEach(dirty);
        }
    }

    private NodeLoad load(NodeProfile node) {
        return loads.computeIfAbsent(
                node.name(), name -> new NodeLoad(registry.store().podsOn(name)));
    }

    /** Changes the pod unless it is another one by now, or has a node. */
    private void update(StoredObject pod, UnaryOperator<ObjectNode> change) {
        registry.modify(pod.key(), Part.WHOLE, WriteMode.COMMIT, object -> {
            boolean same = object.path("metadata").path("uid").asText().equals(pod.uid());
            boolean free = object.path("spec").path("nodeName").asText().isEmpty();
            return same && free ? change.apply(object) : object;
        });
    }

    private static boolean needsNode(StoredObject pod) {
        return !pod.isTerminating()
                && !pod.podFacts().isBound()
                && !pod.podFacts().isFinished();
    }

    private static ObjectNode bound(ObjectNode pod, String node) {
        pod.withObjectProperty("spec").put("nodeName", node);
        Status.of(pod).condition("PodScheduled", "True", "", "");
        return pod;
    }

    private static ObjectNode unschedulable(ObjectNode pod, String message) {
        pod.withObjectProperty("status").put("phase", "Pending");
        Status.of(pod).condition("PodScheduled", "False", "Unschedulable", message);
        return pod;
    }
}
