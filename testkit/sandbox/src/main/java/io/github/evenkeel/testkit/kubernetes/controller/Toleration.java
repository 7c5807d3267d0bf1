package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Toleration of a pod.
 *
 * @param key "" for any, with the operator Exists
 * @param operator Exists or Equal, "" for Equal
 * @param value for Equal
 * @param effect "" for any
 */
record Toleration(String key, String operator, String value, String effect) {
    static List<Toleration> ofPod(JsonNode podSpec) {
        List<Toleration> tolerations = new ArrayList<>();
        podSpec.path("tolerations")
                .forEach(each -> tolerations.add(new Toleration(
                        each.path("key").asText(),
                        each.path("operator").asText(),
                        each.path("value").asText(),
                        each.path("effect").asText())));
        return tolerations;
    }

    boolean tolerates(Taint taint) {
        return (effect.isEmpty() || effect.equals(taint.effect()))
                && (key.isEmpty() || key.equals(taint.key()))
                && (operator.equals("Exists") || value.equals(taint.value()));
    }
}
