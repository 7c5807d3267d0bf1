package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which columns kubectl shows of each resource. */
final class Columns {
    private static final Column NAME = Column.at("Name", "/metadata/name");
    private static final Column AGE = Column.of("Age", Columns::age);
    private static final Map<ResourceType, List<Column>> BY_TYPE = Map.of(
            ResourceTypes.NODES,
            List.of(
                    NAME,
                    Column.of("Status", Columns::nodeStatus),
                    Column.of("Roles", node -> "node"),
                    AGE,
                    Column.at("Version", "/status/nodeInfo/kubeletVersion"),
                    Column.of("Internal-IP", Columns::internalIp).wide(),
                    Column.at("Container-Runtime", "/status/nodeInfo/containerRuntimeVersion")
                            .wide()),
            ResourceTypes.PODS,
            List.of(
                    NAME,
                    Column.of("Ready", Columns::readyContainers),
                    Column.of("Status", Columns::podStatus),
                    Column.count("Restarts", "/status/containerStatuses/0/restartCount"),
                    AGE,
                    Column.at("IP", "/status/podIP").wide(),
                    Column.at("Node", "/spec/nodeName").wide()),
            ResourceTypes.DEPLOYMENTS,
            List.of(
                    NAME,
                    Column.of("Ready", Columns::readyReplicas),
                    Column.count("Up-to-date", "/status/updatedReplicas"),
                    Column.count("Available", "/status/availableReplicas"),
                    AGE),
            ResourceTypes.STATEFUL_SETS,
            List.of(NAME, Column.of("Ready", Columns::readyReplicas), AGE),
            ResourceTypes.REPLICA_SETS,
            List.of(
                    NAME,
                    Column.count("Desired", "/spec/replicas"),
                    Column.count("Current", "/status/replicas"),
                    Column.count("Ready", "/status/readyReplicas"),
                    AGE),
            ResourceTypes.DAEMON_SETS,
            List.of(
                    NAME,
                    Column.count("Desired", "/status/desiredNumberScheduled"),
                    Column.count("Current", "/status/currentNumberScheduled"),
                    Column.count("Ready", "/status/numberReady"),
                    Column.count("Up-to-date", "/status/updatedNumberScheduled"),
                    Column.count("Available", "/status/numberAvailable"),
                    AGE),
            ResourceTypes.DISRUPTION_BUDGETS,
            List.of(
                    NAME,
                    Column.of("Min Available", budget -> notApplicable(budget, "/spec/minAvailable")),
                    Column.of("Max Unavailable", budget -> notApplicable(budget, "/spec/maxUnavailable")),
                    Column.count("Allowed Disruptions", "/status/disruptionsAllowed"),
                    AGE),
            ResourceTypes.SERVICES,
            List.of(
                    NAME,
                    Column.at("Type", "/spec/type"),
                    Column.at("Cluster-IP", "/spec/clusterIP"),
                    Column.of("Port(s)", Columns::ports),
                    AGE));

    private Columns() {}

    static List<Column> of(ResourceType type) {
        return BY_TYPE.getOrDefault(type, List.of(NAME, AGE));
    }

    private static String nodeStatus(JsonNode node) {
        String ready = "NotReady";
        for (JsonNode condition : node.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")
                    && condition.path("status").asText().equals("True")) {
                ready = "Ready";
            }
        }
        return node.at("/spec/unschedulable").asBoolean() ? ready + ",SchedulingDisabled" : ready;
    }

    private static String internalIp(JsonNode node) {
        for (JsonNode address : node.at("/status/addresses")) {
            if (address.path("type").asText().equals("InternalIP")) {
                return address.path("address").asText();
            }
        }
        return "<none>";
    }

    private static String readyContainers(JsonNode pod) {
        int ready = 0;
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            ready += container.path("ready").asBoolean() ? 1 : 0;
        }
        return ready + "/" + pod.at("/spec/containers").size();
    }

    private static String podStatus(JsonNode pod) {
        return pod.at("/metadata/deletionTimestamp").isMissingNode()
                ? Column.text(pod, "/status/phase")
                : "Terminating";
    }

    private static String readyReplicas(JsonNode workload) {
        return workload.at("/status/readyReplicas").asInt() + "/"
                + workload.at("/spec/replicas").asInt();
    }

    private static String notApplicable(JsonNode object, String path) {
        String text = object.at(path).asText();
        return text.isEmpty() ? "N/A" : text;
    }

    private static String ports(JsonNode service) {
        List<String> ports = new ArrayList<>();
        for (JsonNode port : service.at("/spec/ports")) {
            int nodePort = port.path("nodePort").asInt();
            ports.add(port.path("port").asInt() + (nodePort == 0 ? "" : ":" + nodePort) + "/"
                    + port.path("protocol").asText("TCP"));
        }
        return ports.isEmpty() ? "<none>" : String.join(",", ports);
    }

    private static String age(JsonNode object) {
        String created = object.at("/metadata/creationTimestamp").asText();
        if (created.isEmpty()) {
            return "<unknown>";
        }
        Duration age = Duration.between(Instant.parse(created), Instant.now());
        if (age.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        return age.compareTo(Duration.ofHours(2)) < 0
                ? age.toMinutes() + "m"
                : age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
