package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Properties of a pod that selectors, budgets and the scheduler read often, parsed once.
 *
 * @param nodeName "" while it is not bound
 * @param phase such as Running
 * @param readiness of the condition Ready
 * @param requests what it takes of a node
 */
public record PodFacts(String nodeName, String phase, Readiness readiness, PodRequests requests) {
    /** The condition Ready. */
    public enum Readiness {
        /** True. */
        READY,
        /** False, Unknown or missing. */
        UNREADY
    }

    static PodFacts of(JsonNode pod) {
        Readiness readiness = Readiness.UNREADY;
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")
                    && condition.path("status").asText().equals("True")) {
                readiness = Readiness.READY;
            }
        }
        return new PodFacts(
                pod.path("spec").path("nodeName").asText().intern(),
                pod.path("status").path("phase").asText().intern(),
                readiness,
                PodRequests.of(pod.path("spec")));
    }

    /** Whether it counts as healthy for a disruption budget. */
    public boolean isReady() {
        return readiness == Readiness.READY;
    }

    /** Whether it has run to its end. */
    public boolean isFinished() {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** Whether it has a node. */
    public boolean isBound() {
        return !nodeName.isEmpty();
    }
}
