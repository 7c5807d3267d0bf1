package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Columns that kubectl shows of a pod. */
final class PodColumns {
    private static final Set<String> FINAL_PHASES = Set.of("Succeeded", "Failed");

    static final List<Column> ALL = List.of(
            Columns.NAME,
            Column.of("Ready", PodColumns::readyContainers),
            Column.of("Status", PodColumns::status),
            Column.of("Restarts", PodColumns::restarts),
            Columns.AGE,
            Column.at("IP", "/status/podIP").wide(),
            Column.at("Node", "/spec/nodeName").wide(),
            Column.at("Nominated Node", "/status/nominatedNodeName").wide(),
            Column.of("Readiness Gates", PodColumns::readinessGates).wide());

    private PodColumns() {}

    private static String readyContainers(JsonNode pod) {
        int ready = 0;
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            ready += container.path("ready").asBoolean() ? 1 : 0;
        }
        return ready + "/" + pod.at("/spec/containers").size();
    }

    private static String status(JsonNode pod) {
        String phase = pod.at("/status/phase").asText();
        if (!pod.at("/metadata/deletionTimestamp").isMissingNode() && !FINAL_PHASES.contains(phase)) {
            return "Terminating";
        }
        String reason = pod.at("/status/reason").asText();
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            String waiting = container.at("/state/waiting/reason").asText();
            String ended = container.at("/state/terminated/reason").asText();
            reason = !waiting.isEmpty() ? waiting : !ended.isEmpty() ? ended : reason;
        }
        return reason.isEmpty() ? phase : reason;
    }

    private static String restarts(JsonNode pod) {
        int restarts = 0;
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            restarts += container.path("restartCount").asInt();
        }
        return Integer.toString(restarts);
    }

    private static String readinessGates(JsonNode pod) {
        int gates = pod.at("/spec/readinessGates").size();
        int open = 0;
        for (JsonNode gate : pod.at("/spec/readinessGates")) {
            for (JsonNode condition : pod.at("/status/conditions")) {
                open += condition.path("type").equals(gate.path("conditionType"))
                                && condition.path("status").asText().equals("True")
                        ? 1
                        : 0;
            }
        }
        return gates == 0 ? "<none>" : open + "/" + gates;
    }
}
