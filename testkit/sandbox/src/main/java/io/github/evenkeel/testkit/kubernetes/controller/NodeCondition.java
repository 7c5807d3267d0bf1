package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** The condition Ready of a node. */
enum NodeCondition {
    READY,
    NOT_READY,
    /** Its kubelet has not been heard of. */
    UNKNOWN;

    static NodeCondition of(JsonNode node) {
        for (JsonNode condition : node.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return switch (condition.path("status").asText()) {
                    case "True" -> READY;
                    case "Unknown" -> UNKNOWN;
                    default -> NOT_READY;
                };
            }
        }
        return NOT_READY;
    }

    /** The taints that say what the condition and the cordon of a node say. */
    static Set<Taint> taints(JsonNode node) {
        Set<Taint> taints = new LinkedHashSet<>();
        switch (of(node)) {
            case READY -> {}
            case NOT_READY -> taints.add(Taint.NOT_READY);
            case UNKNOWN -> taints.add(Taint.UNREACHABLE);
        }
        if (node.path("spec").path("unschedulable").asBoolean()) {
            taints.add(Taint.UNSCHEDULABLE);
        }
        return taints;
    }
}
