package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.LabelSelector;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Marks nodes that have not renewed their lease as unknown, keeps the taints of nodes in step with their condition and
 * cordon, and the readiness of pods in step with that of their node. It evicts nothing.
 */
final class NodeLifecycle implements Controller {
    /** The node-monitor-grace-period that kube-controller-manager had by default up to 1.31. */
    private static final Duration GRACE = Duration.ofSeconds(40);

    private static final String LEASES_OF_NODES = "kube-node-lease";

    private static final Set<String> OWN_TAINTS =
            Set.of(Taint.NOT_READY.key(), Taint.UNREACHABLE.key(), Taint.UNSCHEDULABLE.key());

    private final Registry registry;

    NodeLifecycle(Registry registry) {
        this.registry = registry;
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        if (change.type().equals(ResourceTypes.NODES)) {
            dirty.accept(change.latest().key());
        }
    }

    @Override
    public void tick(Consumer<ObjectKey> dirty) {
        Instant stale = Instant.now().minus(GRACE);
        Selection leases = Selection.in(ResourceTypes.LEASES, LEASES_OF_NODES, LabelSelector.ALL);
        for (StoredObject lease : registry.store().select(leases)) {
            if (isOlder(lease, stale)) {
                dirty.accept(ObjectKey.inCluster(ResourceTypes.NODES, lease.name()));
            }
        }
    }

    @Override
    public void reconcile(ObjectKey key) {
        if (registry.store().find(key) == null) {
            return;
        }
        StoredObject lease = registry.store().find(new ObjectKey(ResourceTypes.LEASES, LEASES_OF_NODES, key.name()));
        boolean silent = lease != null && isOlder(lease, Instant.now().minus(GRACE));
        StoredObject node = registry.modify(key, Part.WHOLE, WriteMode.COMMIT, object -> {
            if (silent) {
                Status.of(object)
                        .condition("Ready", "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.");
            }
            return tainted(object);
        });
        if (NodeCondition.of(node.tree()) != NodeCondition.READY) {
            registry.store().podsOn(key.name()).stream()
                    .filter(pod -> pod.podFacts().isReady())
                    .forEach(this::markUnready);
        }
    }

    private void markUnready(StoredObject pod) {
        registry.modify(pod.key(), Part.STATUS, WriteMode.COMMIT, object -> {
            Status.of(object).condition("Ready", "False", "NodeNotReady", "");
            return object;
        });
    }

    private static boolean isOlder(StoredObject lease, Instant limit) {
        String renewed = lease.tree().path("spec").path("renewTime").asText();
        try {
            return !renewed.isEmpty() && Instant.parse(renewed).isBefore(limit);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static ObjectNode tainted(ObjectNode node) {
        Set<Taint> wanted = NodeCondition.taints(node);
        ObjectNode spec = node.withObjectProperty("spec");
        ArrayNode taints = spec.withArrayProperty("taints");
        Iterator<JsonNode> present = taints.elements();
        while (present.hasNext()) {
            Taint taint = Taint.of(present.next());
            boolean own = OWN_TAINTS.contains(taint.key()) && taint.effect().equals("NoSchedule");
            if (own && !wanted.remove(taint)) {
                present.remove();
            }
        }
        for (Taint taint : wanted) {
            taints.addObject().put("key", taint.key()).put("effect", taint.effect());
        }
        if (taints.isEmpty()) {
            spec.remove("taints");
        }
        return node;
    }
}
