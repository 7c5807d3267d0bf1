package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Taint of a node.
 *
 * @param key such as node.kubernetes.io/not-ready
 * @param value often ""
 * @param effect NoSchedule, NoExecute or PreferNoSchedule
 */
record Taint(String key, String value, String effect) {
    static final Taint NOT_READY = new Taint("node.kubernetes.io/not-ready", "", "NoSchedule");
    static final Taint UNREACHABLE = new Taint("node.kubernetes.io/unreachable", "", "NoSchedule");
    static final Taint UNSCHEDULABLE = new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

    static Taint of(JsonNode taint) {
        return new Taint(
                taint.path("key").asText(),
                taint.path("value").asText(),
                taint.path("effect").asText());
    }

    /** Whether it keeps new pods away. */
    boolean isBlocking() {
        return !effect.equals("PreferNoSchedule");
    }

    /** Whether pods that run there already have to go. */
    boolean isExpelling() {
        return effect.equals("NoExecute");
    }

    @Override
    public String toString() {
        return "{" + key + ": " + value + "}";
    }
}
