package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The fields of each resource that a field selector may name. */
final class SelectableFields {
    private static final Set<String> COMMON = Set.of("metadata.name", "metadata.namespace");
    private static final Map<ResourceType, Set<String>> OWN = Map.of(
            ResourceTypes.PODS,
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.nominatedNodeName"),
            ResourceTypes.NODES,
            Set.of("spec.unschedulable"),
            ResourceTypes.NAMESPACES,
            Set.of("status.phase"),
            ResourceTypes.JOBS,
            Set.of("status.successful"),
            ResourceTypes.REPLICA_SETS,
            Set.of("status.replicas"),
            ResourceTypes.EVENTS,
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"));

    /** Booleans, which are false where they are missing. */
    private static final Set<String> BOOLEANS = Set.of("spec.unschedulable", "spec.hostNetwork");

    private SelectableFields() {}

    static Set<String> of(ResourceType type) {
        Set<String> fields = new HashSet<>(COMMON);
        fields.addAll(OWN.getOrDefault(type, Set.of()));
        return fields;
    }

    /** Why another field can't select. */
    static String unsupported(ResourceType type, String field) {
        return OWN.containsKey(type)
                ? "field label not supported: " + field
                : "\"" + field + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"";
    }

    /** "" where the field is missing. */
    static String value(StoredObject object, String field) {
        PodFacts pod = object.pod();
        return switch (field) {
            case "metadata.name" -> object.name();
            case "metadata.namespace" -> object.namespace();
            case "spec.nodeName" -> pod == null ? "" : pod.nodeName();
            case "status.phase" -> pod == null ? read(object, field) : pod.phase();
            default -> read(object, field);
        };
    }

    private static String read(StoredObject object, String field) {
        JsonNode node = object.tree();
        for (String name : field.split("\\.")) {
            node = node.path(name);
        }
        String text = node.asText();
        return text.isEmpty() && BOOLEANS.contains(field) ? "false" : text;
    }
}
