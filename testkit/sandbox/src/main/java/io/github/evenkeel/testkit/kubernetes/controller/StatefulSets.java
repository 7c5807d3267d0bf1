package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the pods of a stateful set, each under its ordinal. A pod is made again only after the object of its
 * predecessor is gone, and in order unless the set is Parallel.
 */
final class StatefulSets extends Workload {
    StatefulSets(Registry registry, Owners owners) {
        super(ResourceTypes.STATEFUL_SETS, ResourceTypes.PODS, registry, owners);
    }

    @Override
    void sync(StoredObject set, ObjectNode tree) {
        step(set, tree);
        List<StoredObject> pods = ownedBy(set);
        int replicas = (int) pods.stream().filter(Workload::isActive).count();
        int ready = ready(pods);
        String revision = Template.of(tree).hash();
        int updated = (int) pods.stream()
                .filter(pod -> isActive(pod) && revision.equals(pod.labels().get(Template.REVISION)))
                .count();
        report(set, tree, status -> {
            status.number("replicas", replicas);
            status.count("readyReplicas", ready);
            status.number("availableReplicas", ready);
            status.count("currentReplicas", replicas);
            status.count("updatedReplicas", updated);
        });
    }

    private void step(StoredObject set, ObjectNode tree) {
        JsonNode spec = tree.path("spec");
        boolean ordered = !spec.path("podManagementPolicy").asText().equals("Parallel");
        int first = spec.path("ordinals").path("start").asInt();
        int end = first + spec.path("replicas").asInt();
        Map<Integer, StoredObject> pods = byOrdinal(set);
        boolean settled = true;
        for (int ordinal = first; ordinal < end; ordinal++) {
            StoredObject pod = pods.remove(ordinal);
            if (pod == null) {
                create(set, pod(set, tree, ordinal));
            } else if (pod.podFacts().isFinished() && !pod.isTerminating()) {
                delete(pod);
            }
            boolean healthy = pod != null && isActive(pod) && pod.podFacts().isReady();
            settled &= healthy;
            if (ordered && !healthy) {
                return;
            }
        }
        if (!pods.isEmpty()) {
            shrink(pods, ordered);
        } else if (settled && !spec.path("updateStrategy").path("type").asText().equals("OnDelete")) {
            update(set, Template.of(tree).hash());
        }
    }

    private void shrink(Map<Integer, StoredObject> surplus, boolean ordered) {
        List<Integer> ordinals = new ArrayList<>(surplus.keySet());
        ordinals.sort(Comparator.reverseOrder());
        for (StoredObject pod : ordinals.stream().map(surplus::get).toList()) {
            if (!pod.isTerminating()) {
                delete(pod);
            }
            if (ordered) {
                return;
            }
        }
    }

    /** Lets go of the last pod that is made from another template. */
    private void update(StoredObject set, String revision) {
        byOrdinal(set).entrySet().stream()
                .filter(entry -> !revision.equals(entry.getValue().labels().get(Template.REVISION)))
                .max(Map.Entry.comparingByKey())
                .ifPresent(entry -> delete(entry.getValue()));
    }

    private Map<Integer, StoredObject> byOrdinal(StoredObject set) {
        Map<Integer, StoredObject> pods = new HashMap<>();
        String prefix = set.name() + "-";
        for (StoredObject pod : ownedBy(set)) {
            String ordinal = pod.name().startsWith(prefix) ? pod.name().substring(prefix.length()) : "";
            if (ordinal.matches("[0-9]{1,9}")) {
                pods.put(Integer.valueOf(ordinal), pod);
            }
        }
        return pods;
    }

    private static ObjectNode pod(StoredObject set, ObjectNode tree, int ordinal) {
        String name = set.name() + "-" + ordinal;
        Template template = Template.of(tree);
        ObjectNode pod = template.pod(set);
        pod.withObjectProperty("metadata")
                .put("name", name)
                .withObjectProperty("labels")
                .put("statefulset.kubernetes.io/pod-name", name)
                .put("apps.kubernetes.io/pod-index", Integer.toString(ordinal))
                .put(Template.REVISION, template.hash());
        pod.withObjectProperty("spec").put("hostname", name);
        return pod;
    }
}
