package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Columns that kubectl shows of each resource. */
final class Columns {
    static final Column NAME = Column.at("Name", "/metadata/name");
    static final Column AGE = Column.of("Age", Columns::age);
    private static final Map<ResourceType, List<Column>> BY_TYPE = Map.ofEntries(
            Map.entry(ResourceTypes.NODES, NodeColumns.ALL),
            Map.entry(ResourceTypes.PODS, PodColumns.ALL),
            Map.entry(ResourceTypes.NAMESPACES, List.of(NAME, Column.at("Status", "/status/phase"), AGE)),
            Map.entry(ResourceTypes.CONFIG_MAPS, List.of(NAME, Column.of("Data", map -> size(map, "/data")), AGE)),
            Map.entry(ResourceTypes.LEASES, List.of(NAME, Column.at("Holder", "/spec/holderIdentity"), AGE)),
            Map.entry(
                    ResourceTypes.DEPLOYMENTS,
                    List.of(
                            NAME,
                            Column.of("Ready", Columns::readyReplicas),
                            Column.count("Up-to-date", "/status/updatedReplicas"),
                            Column.count("Available", "/status/availableReplicas"),
                            AGE)),
            Map.entry(ResourceTypes.STATEFUL_SETS, List.of(NAME, Column.of("Ready", Columns::readyReplicas), AGE)),
            Map.entry(
                    ResourceTypes.REPLICA_SETS,
                    List.of(
                            NAME,
                            Column.count("Desired", "/spec/replicas"),
                            Column.count("Current", "/status/replicas"),
                            Column.count("Ready", "/status/readyReplicas"),
                            AGE)),
            Map.entry(
                    ResourceTypes.DAEMON_SETS,
                    List.of(
                            NAME,
                            Column.count("Desired", "/status/desiredNumberScheduled"),
                            Column.count("Current", "/status/currentNumberScheduled"),
                            Column.count("Ready", "/status/numberReady"),
                            Column.count("Up-to-date", "/status/updatedNumberScheduled"),
                            Column.count("Available", "/status/numberAvailable"),
                            AGE)),
            Map.entry(
                    ResourceTypes.DISRUPTION_BUDGETS,
                    List.of(
                            NAME,
                            Column.of("Min Available", budget -> notApplicable(budget, "/spec/minAvailable")),
                            Column.of("Max Unavailable", budget -> notApplicable(budget, "/spec/maxUnavailable")),
                            Column.count("Allowed Disruptions", "/status/disruptionsAllowed"),
                            AGE)),
            Map.entry(
                    ResourceTypes.SERVICES,
                    List.of(
                            NAME,
                            Column.at("Type", "/spec/type"),
                            Column.at("Cluster-IP", "/spec/clusterIP"),
                            Column.of("External-IP", Columns::externalIp),
                            Column.of("Port(s)", Columns::ports),
                            AGE)));

    private Columns() {}

    static List<Column> of(ResourceType type) {
        return BY_TYPE.getOrDefault(type, List.of(NAME, AGE));
    }

    private static String readyReplicas(JsonNode workload) {
        return workload.at("/status/readyReplicas").asInt() + "/"
                + workload.at("/spec/replicas").asInt();
    }

    private static String notApplicable(JsonNode object, String path) {
        String text = object.at(path).asText();
        return text.isEmpty() ? "N/A" : text;
    }

    private static String size(JsonNode object, String path) {
        return Integer.toString(object.at(path).size());
    }

    private static String externalIp(JsonNode service) {
        if (!service.at("/spec/type").asText().equals("LoadBalancer")) {
            return "<none>";
        }
        String address = service.at("/status/loadBalancer/ingress/0/ip").asText();
        return address.isEmpty() ? "<pending>" : address;
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
