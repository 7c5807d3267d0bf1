package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On which nodes a pod may be: its nodeSelector and its required node affinity. */
final class NodeAffinity {
    private static final String NAME = "metadata.name";

    private record Term(LabelSelector labels, LabelSelector fields) {}

    private final LabelSelector selector;
    private final List<Term> terms = new ArrayList<>();
    private final boolean restricted;
    private final @Nullable String onlyNode;

    NodeAffinity(JsonNode podSpec) {
        ObjectNode labels = Json.object();
        labels.set("matchLabels", podSpec.path("nodeSelector"));
        selector = LabelSelector.of(labels);
        JsonNode required = required(podSpec);
        restricted = !required.isMissingNode();
        for (JsonNode term : required) {
            if (!term.path("matchExpressions").isEmpty()
                    || !term.path("matchFields").isEmpty()) {
                terms.add(new Term(
                        LabelSelector.ofExpressions(term.path("matchExpressions")),
                        LabelSelector.ofExpressions(term.path("matchFields"))));
            }
        }
        onlyNode = required.size() == 1 ? nodeNamed(required.path(0)) : null;
    }

    /** The one node that is named, as daemon sets do; null if it may be another. */
    @Nullable
    String onlyNode() {
        return onlyNode;
    }

    boolean matches(NodeProfile node) {
        if (!selector.matches(node.labels())) {
            return false;
        }
        if (!restricted) {
            return true;
        }
        Map<String, String> fields = Map.of(NAME, node.name());
        // Terms are alternatives; an empty one matches nothing.
        return terms.stream()
                .anyMatch(term ->
                        term.labels().matches(node.labels()) && term.fields().matches(fields));
    }

    /** Restricts a pod to one node, in addition to what its terms ask for. */
    static void pin(ObjectNode podSpec, String node) {
        ArrayNode terms = podSpec.withObjectProperty("affinity")
                .withObjectProperty("nodeAffinity")
                .withObjectProperty("requiredDuringSchedulingIgnoredDuringExecution")
                .withArrayProperty("nodeSelectorTerms");
        if (terms.isEmpty()) {
            terms.addObject();
        }
        for (JsonNode term : terms) {
            ArrayNode fields = ((ObjectNode) term).putArray("matchFields");
            fields.addObject()
                    .put("key", NAME)
                    .put("operator", "In")
                    .putArray("values")
                    .add(node);
        }
    }

    private static JsonNode required(JsonNode podSpec) {
        return podSpec.path("affinity")
                .path("nodeAffinity")
                .path("requiredDuringSchedulingIgnoredDuringExecution")
                .path("nodeSelectorTerms");
    }

    private static @Nullable String nodeNamed(JsonNode term) {
        for (JsonNode field : term.path("matchFields")) {
            if (field.path("key").asText().equals(NAME)
                    && field.path("operator").asText().equals("In")
                    && field.path("values").size() == 1) {
                return field.path("values").path(0).asText();
            }
        }
        return null;
    }
}
