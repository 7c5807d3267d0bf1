package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list that a strategic merge patch changes item by item. Not thread-safe. */
final class MergedList {
    private final Map<JsonNode, JsonNode> items = new LinkedHashMap<>();
    private final List<JsonNode> before;
    private final Set<JsonNode> named = new LinkedHashSet<>();

    /** @param key by which an item of the list is known */
    MergedList(JsonNode present, UnaryOperator<JsonNode> key) {
        present.forEach(item -> items.put(key.apply(item), item));
        before = List.copyOf(items.keySet());
    }

    @Nullable
    JsonNode get(JsonNode key) {
        return items.get(key);
    }

    /** The patch names this item, which is this from now on. */
    void put(JsonNode key, JsonNode item) {
        items.put(key, item);
        named.add(key);
    }

    void remove(JsonNode key) {
        items.remove(key);
        named.remove(key);
    }

    void clear() {
        items.clear();
        named.clear();
    }

    /** As the real server orders it: in the patch's order; others where they were, but after what is new. */
    ArrayNode inOrder() {
        Deque<JsonNode> others = new ArrayDeque<>(items.keySet());
        others.removeAll(named);
        ArrayNode ordered = Json.object().putArray("merged");
        for (JsonNode key : named) {
            int place = before.indexOf(key);
            while (!others.isEmpty() && before.indexOf(others.element()) < place) {
                ordered.add(item(others.remove()));
            }
            ordered.add(item(key));
        }
        others.forEach(key -> ordered.add(item(key)));
        return ordered;
    }

    private JsonNode item(JsonNode key) {
        return Objects.requireNonNull(items.get(key));
    }
}
