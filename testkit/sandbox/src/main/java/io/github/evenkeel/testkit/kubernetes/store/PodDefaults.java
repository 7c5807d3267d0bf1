package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The values that the API server fills into the spec of a pod, or of a template for pods. */
final class PodDefaults {
    private PodDefaults() {}

    static void apply(ObjectNode spec) {
        Defaults.text(spec, "restartPolicy", "Always");
        Defaults.number(spec, "terminationGracePeriodSeconds", 30);
        Defaults.text(spec, "dnsPolicy", "ClusterFirst");
        Defaults.text(spec, "schedulerName", "default-scheduler");
        for (String list : List.of("containers", "initContainers")) {
            spec.path(list).forEach(container -> container((ObjectNode) container));
        }
    }

    private static void container(ObjectNode container) {
        String image = container.path("image").asText();
        Defaults.text(
                container,
                "imagePullPolicy",
                image.endsWith(":latest") || !image.contains(":") ? "Always" : "IfNotPresent");
        for (JsonNode port : container.path("ports")) {
            Defaults.text((ObjectNode) port, "protocol", "TCP");
        }
        ObjectNode resources = container.withObjectProperty("resources");
        resources.path("limits").properties().forEach(limit -> {
            ObjectNode requests = resources.withObjectProperty("requests");
            if (!requests.has(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        });
    }

    static String qosClass(JsonNode spec) {
        boolean any = false;
        boolean guaranteed = true;
        for (JsonNode container : spec.path("containers")) {
            JsonNode resources = container.path("resources");
            any |= !resources.path("requests").isEmpty()
                    || !resources.path("limits").isEmpty();
            for (String resource : List.of("cpu", "memory")) {
                JsonNode limit = resources.path("limits").path(resource);
                guaranteed &= !limit.isMissingNode()
                        && limit.equals(resources.path("requests").path(resource));
            }
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }
}
