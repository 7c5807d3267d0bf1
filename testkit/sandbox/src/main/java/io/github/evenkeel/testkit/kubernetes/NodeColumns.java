package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;

/** Columns that kubectl shows of a node. */
final class NodeColumns {
    private static final String ROLE = "node-role.kubernetes.io/";

    static final List<Column> ALL = List.of(
            Columns.NAME,
            Column.of("Status", NodeColumns::status),
            Column.of("Roles", NodeColumns::roles),
            Columns.AGE,
            Column.at("Version", "/status/nodeInfo/kubeletVersion"),
            Column.of("Internal-IP", node -> address(node, "InternalIP")).wide(),
            Column.of("External-IP", node -> address(node, "ExternalIP")).wide(),
            Column.of("OS-Image", node -> info(node, "osImage")).wide(),
            Column.of("Kernel-Version", node -> info(node, "kernelVersion")).wide(),
            Column.of("Container-Runtime", node -> info(node, "containerRuntimeVersion"))
                    .wide());

    private NodeColumns() {}

    private static String status(JsonNode node) {
        String status = "Unknown";
        for (JsonNode condition : node.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                status = condition.path("status").asText().equals("True") ? "Ready" : "NotReady";
            }
        }
        return node.at("/spec/unschedulable").asBoolean() ? status + ",SchedulingDisabled" : status;
    }

    private static String roles(JsonNode node) {
        TreeSet<String> roles = new TreeSet<>();
        node.at("/metadata/labels").fieldNames().forEachRemaining(label -> {
            if (label.startsWith(ROLE)) {
                roles.add(label.substring(ROLE.length()));
            }
        });
        return roles.isEmpty() ? "<none>" : String.join(",", roles);
    }

    private static String address(JsonNode node, String type) {
        for (JsonNode address : node.at("/status/addresses")) {
            if (address.path("type").asText().equals(type)) {
                return address.path("address").asText();
            }
        }
        return "<none>";
    }

    private static String info(JsonNode node, String field) {
        String text = node.at("/status/nodeInfo/" + field).asText();
        return text.isEmpty() ? "<unknown>" : text;
    }
}
