package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import java.time.Instant;

/** The status of an object while it is being written. */
final class Status {
    private final ObjectNode node;

    private Status(ObjectNode node) {
        this.node = node;
    }

    static Status of(ObjectNode object) {
        return new Status(object.withObjectProperty("status"));
    }

    void number(String field, int value) {
        node.put(field, value);
    }

    /** Zero is left out, as by Go's omitempty. */
    void count(String field, int value) {
        if (value == 0) {
            node.remove(field);
        } else {
            node.put(field, value);
        }
    }

    /** Keeps the value that is there. */
    void textIfAbsent(String field, String value) {
        if (!node.hasNonNull(field)) {
            node.put(field, value);
        }
    }

    /** Sets or adds a condition. The time of its transition stays unless its status changes. */
    ObjectNode condition(String type, String value, String reason, String message) {
        ObjectNode condition = find(type);
        if (!condition.path("status").asText().equals(value)) {
            condition.put("lastTransitionTime", Json.time(Instant.now()));
        }
        condition.put("type", type).put("status", value);
        text(condition, "reason", reason);
        text(condition, "message", message);
        return condition;
    }

    private ObjectNode find(String type) {
        ArrayNode conditions = node.withArrayProperty("conditions");
        for (JsonNode condition : conditions) {
            if (condition.path("type").asText().equals(type)) {
                return (ObjectNode) condition;
            }
        }
        return conditions.addObject();
    }

    private static void text(ObjectNode condition, String field, String value) {
        if (value.isEmpty()) {
            condition.remove(field);
        } else {
            condition.put(field, value);
        }
    }
}
