package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.testkit.kubernetes.store.LabelSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Anti-affinity term of a pod. Terms of topologies other than the node are ignored.
 *
 * @param selector of those pods
 * @param namespaces of those pods
 * @param weight of a preferred term; 0 for a required one
 */
record AntiAffinity(LabelSelector selector, Set<String> namespaces, int weight) {
    private static final String HOST = "kubernetes.io/hostname";

    static List<AntiAffinity> ofPod(String namespace, JsonNode podSpec) {
        JsonNode stated = podSpec.path("affinity").path("podAntiAffinity");
        List<AntiAffinity> found = new ArrayList<>();
        for (JsonNode term : stated.path("requiredDuringSchedulingIgnoredDuringExecution")) {
            add(found, namespace, term, 0);
        }
        for (JsonNode preferred : stated.path("preferredDuringSchedulingIgnoredDuringExecution")) {
            add(
                    found,
                    namespace,
                    preferred.path("podAffinityTerm"),
                    preferred.path("weight").asInt());
        }
        return found;
    }

    boolean isRequired() {
        return weight == 0;
    }

    long matchesOn(NodeLoad node) {
        return node.pods().stream()
                .filter(pod -> namespaces.contains(pod.namespace()) && selector.matches(pod.labels()))
                .count();
    }

    private static void add(List<AntiAffinity> found, String namespace, JsonNode term, int weight) {
        // A missing selector chooses no pods.
        if (!term.path("topologyKey").asText().equals(HOST)
                || !term.path("labelSelector").isObject()) {
            return;
        }
        Set<String> namespaces = new HashSet<>();
        term.path("namespaces").forEach(each -> namespaces.add(each.asText()));
        found.add(new AntiAffinity(
                LabelSelector.of(term.path("labelSelector")),
                namespaces.isEmpty() ? Set.of(namespace) : namespaces,
                weight));
    }
}
