package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.LabelSelector;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps one endpoint slice for each service that selects pods. */
final class EndpointSlices implements Controller {
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private final Registry registry;

    EndpointSlices(Registry registry) {
        this.registry = registry;
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        if (change.type().equals(ResourceTypes.SERVICES)) {
            dirty.accept(change.latest().key());
        } else if (change.type().equals(ResourceTypes.PODS)) {
            registry
                    .store()
                    .select(Selection.in(ResourceTypes.SERVICES, change.latest().namespace(), LabelSelector.ALL))
                    .stream()
                    .filter(service -> selects(service, change.before()) || selects(service, change.after()))
                    .forEach(service -> dirty.accept(service.key()));
        }
    }

    private static boolean selects(StoredObject service, @Nullable StoredObject pod) {
        Map<String, String> selector = selector(service.tree());
        return pod != null && !selector.isEmpty() && pod.labels().entrySet().containsAll(selector.entrySet());
    }

    private static Map<String, String> selector(ObjectNode service) {
        return service.path("spec").path("selector").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
    }

    @Override
    public void reconcile(ObjectKey key) {
        StoredObject service = registry.store().find(key);
        if (service == null
                || service.isTerminating()
                || selector(service.tree()).isEmpty()) {
            return;
        }
        ObjectKey slice = new ObjectKey(ResourceTypes.ENDPOINT_SLICES, key.namespace(), key.name());
        if (registry.store().find(slice) == null) {
            registry.create(ResourceTypes.ENDPOINT_SLICES, key.namespace(), empty(service), WriteMode.COMMIT);
        }
        registry.modify(slice, Part.WHOLE, WriteMode.COMMIT, object -> {
            ArrayNode endpoints = object.putArray("endpoints");
            registry.store().select(Selection.in(ResourceTypes.PODS, key.namespace(), LabelSelector.ALL)).stream()
                    .filter(pod -> selects(service, pod)
                            && pod.podFacts().isBound()
                            && !pod.podFacts().isFinished())
                    .forEach(pod -> add(endpoints, pod));
            return object;
        });
    }

    private static ObjectNode empty(StoredObject service) {
        ObjectNode slice = Json.object().put("kind", "EndpointSlice").put("apiVersion", "discovery.k8s.io/v1");
        ObjectNode metadata = slice.putObject("metadata").put("name", service.name());
        metadata.putObject("labels").put(SERVICE_NAME, service.name());
        metadata.set("ownerReferences", Template.controlledBy(service));
        slice.put("addressType", "IPv4");
        slice.putArray("endpoints");
        return slice;
    }

    private static void add(ArrayNode endpoints, StoredObject pod) {
        JsonNode tree = pod.tree();
        boolean ready = pod.podFacts().isReady();
        ObjectNode endpoint = endpoints.addObject();
        endpoint.putArray("addresses").add(tree.path("status").path("podIP").asText("0.0.0.0"));
        endpoint.putObject("conditions")
                .put("ready", ready && !pod.isTerminating())
                .put("serving", ready)
                .put("terminating", pod.isTerminating());
        endpoint.put("nodeName", pod.podFacts().nodeName());
        endpoint.putObject("targetRef")
                .put("kind", "Pod")
                .put("namespace", pod.namespace())
                .put("name", pod.name())
                .put("uid", pod.uid());
    }
}
