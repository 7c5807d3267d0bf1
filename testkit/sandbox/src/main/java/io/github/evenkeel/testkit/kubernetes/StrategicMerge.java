package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The strategic merge patch that kubectl sends: lists of objects are merged by a key, see the {@code patchMergeKey} of
 * the fields in the Kubernetes API reference. Lists without a key are replaced.
 */
final class StrategicMerge {
    /** The one list of plain values that is merged. */
    private static final String SET = "finalizers";

    private static final String DIRECTIVE = "$patch";
    private static final Map<String, String> MERGE_KEYS = Map.ofEntries(
            Map.entry("conditions", "type"),
            Map.entry("addresses", "type"),
            Map.entry("containers", "name"),
            Map.entry("initContainers", "name"),
            Map.entry("volumes", "name"),
            Map.entry("env", "name"),
            Map.entry("imagePullSecrets", "name"),
            Map.entry("volumeMounts", "mountPath"),
            Map.entry("ports", "containerPort"),
            Map.entry("ownerReferences", "uid"));

    private StrategicMerge() {}

    static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (name.startsWith("$")) {
                continue;
            }
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode object) {
                ObjectNode into = target.path(name) instanceof ObjectNode present
                                && !object.path(DIRECTIVE).asText().equals("replace")
                        ? present
                        : Json.object();
                target.set(name, merge(into, object));
            } else if (value instanceof ArrayNode list) {
                String key = keyOf(name, list);
                target.set(
                        name,
                        key != null
                                ? mergeList(target.path(name), list, key)
                                : name.equals(SET) ? union(target.path(name), list) : list.deepCopy());
            } else {
                target.set(name, value.deepCopy());
            }
        }
        return target;
    }

    private static ArrayNode union(JsonNode present, ArrayNode patch) {
        MergedList merged = new MergedList(present, UnaryOperator.identity());
        patch.forEach(item -> merged.put(item, item));
        return merged.inOrder();
    }

    private static @Nullable String keyOf(String field, ArrayNode list) {
        // Those of a service have another key than those of a container.
        String key = field.equals("ports") && list.path(0).has("port") ? "port" : MERGE_KEYS.get(field);
        return key != null
                        && !list.isEmpty()
                        && (list.path(0).has(key) || list.path(0).has(DIRECTIVE))
                ? key
                : null;
    }

    private static ArrayNode mergeList(JsonNode present, ArrayNode patch, String key) {
        MergedList merged = new MergedList(present, item -> item.path(key));
        for (JsonNode each : patch) {
            ObjectNode item = (ObjectNode) each;
            JsonNode name = item.path(key);
            switch (item.path(DIRECTIVE).asText()) {
                case "replace" -> merged.clear();
                case "delete" -> merged.remove(name);
                default ->
                    merged.put(name, merge(merged.get(name) instanceof ObjectNode known ? known : Json.object(), item));
            }
        }
        return merged.inOrder();
    }
}
