package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The values that the API server fills in where a manifest leaves them out, as far as clients of the sandbox read them.
 */
final class Defaults {
    private static final int FIRST_NODE_PORT = 30_000;
    private static final int NODE_PORTS = 2_768;

    private final AtomicInteger addresses = new AtomicInteger();
    private final AtomicInteger nodePorts = new AtomicInteger();
    private final Map<ResourceType, Consumer<ObjectNode>> byType = Map.of(
            ResourceTypes.PODS, this::pod,
            ResourceTypes.NAMESPACES, this::namespace,
            ResourceTypes.SERVICES, this::service,
            ResourceTypes.DEPLOYMENTS, this::deployment,
            ResourceTypes.REPLICA_SETS, this::replicaSet,
            ResourceTypes.STATEFUL_SETS, this::statefulSet,
            ResourceTypes.DAEMON_SETS, this::daemonSet,
            ResourceTypes.JOBS, this::job,
            ResourceTypes.PERSISTENT_VOLUMES, object -> phase(object, "Available"),
            ResourceTypes.PERSISTENT_VOLUME_CLAIMS, object -> phase(object, "Pending"));

    void apply(ResourceType type, ObjectNode object) {
        byType.getOrDefault(type, nothing -> {}).accept(object);
    }

    private void pod(ObjectNode pod) {
        PodDefaults.apply(pod.withObjectProperty("spec"));
        ObjectNode status = pod.withObjectProperty("status");
        text(status, "phase", "Pending");
        text(status, "qosClass", PodDefaults.qosClass(pod.path("spec")));
    }

    private void namespace(ObjectNode namespace) {
        namespace
                .withObjectProperty("spec")
                .withArrayProperty("finalizers")
                .removeAll()
                .add("kubernetes");
        phase(namespace, "Active");
        ObjectNode metadata = namespace.withObjectProperty("metadata");
        metadata.withObjectProperty("labels")
                .put("kubernetes.io/metadata.name", metadata.path("name").asText());
    }

    private void service(ObjectNode service) {
        ObjectNode spec = service.withObjectProperty("spec");
        text(spec, "type", "ClusterIP");
        text(spec, "sessionAffinity", "None");
        String type = spec.path("type").asText();
        if (!spec.has("clusterIP") && !type.equals("ExternalName")) {
            int address = addresses.incrementAndGet();
            spec.put("clusterIP", "10.96." + address / 250 % 250 + "." + (address % 250 + 2));
        }
        boolean onNodes = type.equals("NodePort") || type.equals("LoadBalancer");
        if (onNodes) {
            text(spec, "externalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            loadBalanced(spec);
        }
        for (JsonNode each : spec.path("ports")) {
            ObjectNode port = (ObjectNode) each;
            text(port, "protocol", "TCP");
            if (!port.has("targetPort")) {
                port.set("targetPort", port.path("port"));
            }
            if (onNodes && port.path("nodePort").asInt() == 0) {
                port.put("nodePort", nodePort());
            }
        }
        service.withObjectProperty("status").withObjectProperty("loadBalancer");
    }

    private void loadBalanced(ObjectNode spec) {
        if (!spec.has("allocateLoadBalancerNodePorts")) {
            spec.put("allocateLoadBalancerNodePorts", true);
        }
        if (spec.path("externalTrafficPolicy").asText().equals("Local")) {
            number(spec, "healthCheckNodePort", nodePort());
        }
    }

    private int nodePort() {
        return FIRST_NODE_PORT + nodePorts.getAndIncrement() % NODE_PORTS;
    }

    private void deployment(ObjectNode deployment) {
        ObjectNode spec = replicated(deployment);
        ObjectNode strategy = spec.withObjectProperty("strategy");
        text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = strategy.withObjectProperty("rollingUpdate");
            text(rolling, "maxUnavailable", "25%");
            text(rolling, "maxSurge", "25%");
        }
        number(spec, "revisionHistoryLimit", 10);
        number(spec, "progressDeadlineSeconds", 600);
    }

    private void replicaSet(ObjectNode set) {
        replicated(set);
    }

    private void statefulSet(ObjectNode set) {
        ObjectNode spec = replicated(set);
        text(spec, "podManagementPolicy", "OrderedReady");
        text(spec.withObjectProperty("updateStrategy"), "type", "RollingUpdate");
        number(spec, "revisionHistoryLimit", 10);
    }

    private void daemonSet(ObjectNode set) {
        ObjectNode spec = set.withObjectProperty("spec");
        template(spec);
        text(spec.withObjectProperty("updateStrategy"), "type", "RollingUpdate");
        number(spec, "revisionHistoryLimit", 10);
    }

    private void job(ObjectNode job) {
        ObjectNode spec = job.withObjectProperty("spec");
        template(spec);
        number(spec, "parallelism", 1);
        number(spec, "completions", 1);
        number(spec, "backoffLimit", 6);
    }

    private static ObjectNode replicated(ObjectNode object) {
        ObjectNode spec = object.withObjectProperty("spec");
        number(spec, "replicas", 1);
        template(spec);
        return spec;
    }

    private static void template(ObjectNode spec) {
        PodDefaults.apply(spec.withObjectProperty("template").withObjectProperty("spec"));
    }

    private static void phase(ObjectNode object, String phase) {
        text(object.withObjectProperty("status"), "phase", phase);
    }

    static void text(ObjectNode holder, String field, String value) {
        if (!holder.hasNonNull(field)) {
            holder.put(field, value);
        }
    }

    static void number(ObjectNode holder, String field, int value) {
        if (!holder.hasNonNull(field)) {
            holder.put(field, value);
        }
    }
}
