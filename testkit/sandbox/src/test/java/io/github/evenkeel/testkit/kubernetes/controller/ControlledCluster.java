package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.DeleteOptions;
import io.github.evenkeel.testkit.kubernetes.store.Evictions;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.LabelSelector;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** A cluster without an API server, whose controllers run and whose kubelets act when a test says so. */
final class ControlledCluster implements AutoCloseable {
    static final String NAMESPACE = "default";

    final ObjectStore store = new ObjectStore();
    final Registry registry = new Registry(store);
    private final Controllers controllers;

    ControlledCluster() {
        this(registry -> {});
    }

    /** @param earlier what happens before the controllers start */
    ControlledCluster(Consumer<Registry> earlier) {
        for (String namespace : List.of(NAMESPACE, "kube-node-lease")) {
            create(ResourceTypes.NAMESPACES, "", "{metadata: {name: '" + namespace + "'}}");
        }
        earlier.accept(registry);
        controllers = Controllers.start(registry);
    }

    @Override
    public void close() {
        controllers.close();
    }

    static ObjectNode json(String text) {
        // Field names need no quotes in the tests, and strings single ones.
        String quoted = text.replaceAll("([{,]\\s*)([A-Za-z]+):", "$1\"$2\":").replace("'", "\"");
        return Json.parse(quoted.getBytes(StandardCharsets.UTF_8));
    }

    StoredObject create(ResourceType type, String namespace, String text) {
        return registry.create(type, namespace, json(text), WriteMode.COMMIT);
    }

    StoredObject create(ResourceType type, String text) {
        return create(type, NAMESPACE, text);
    }

    /** A node with 4 cores that is ready and may have this many pods. */
    StoredObject addNode(String name, int pods) {
        return create(
                ResourceTypes.NODES,
                "",
                "{metadata: {name: '" + name
                        + "', labels: {zone: 'a'}}, status: {allocatable: {cpu: '4', memory: '8Gi'," + " pods: '" + pods
                        + "'}, conditions: [{type: 'Ready', status: 'True'}]}}");
    }

    /** A workload of pods labelled app: name that ask for 100m each. */
    StoredObject workload(ResourceType type, String name, String spec) {
        return create(type, workloadManifest(name, spec));
    }

    static String workloadManifest(String name, String spec) {
        return "{metadata: {name: '" + name + "'}, spec: {" + (spec.isEmpty() ? "" : spec + ", ")
                + "selector: {matchLabels: {app: '" + name + "'}}, template: {metadata: {labels: {app: '" + name
                + "'}}, spec: {containers: [{name: 'c', image: 'i:1', resources: {requests: {cpu: '100m'}}}]}}}}";
    }

    StoredObject pod(String name, String spec) {
        return create(
                ResourceTypes.PODS,
                "{metadata: {name: '" + name + "', labels: {app: 'single'}}, spec: {"
                        + (spec.isEmpty() ? "" : spec + ", ") + "containers: [{name: 'c', image: 'i:1'}]}}");
    }

    List<StoredObject> pods() {
        return store.select(Selection.in(ResourceTypes.PODS, NAMESPACE, LabelSelector.ALL));
    }

    List<StoredObject> active() {
        return pods().stream().filter(pod -> !pod.isTerminating()).toList();
    }

    List<String> names() {
        return pods().stream().map(StoredObject::name).toList();
    }

    long bound() {
        return active().stream().filter(pod -> pod.podFacts().isBound()).count();
    }

    ObjectKey key(ResourceType type, String name) {
        return new ObjectKey(type, type.isNamespaced() ? NAMESPACE : "", name);
    }

    /** The object as JSON, missing if there is none. */
    JsonNode tree(ResourceType type, String name) {
        StoredObject found = store.find(key(type, name));
        return found == null ? MissingNode.getInstance() : found.tree();
    }

    JsonNode status(ResourceType type, String name) {
        return tree(type, name).path("status");
    }

    JsonNode condition(ResourceType type, String name, String condition) {
        for (JsonNode each : status(type, name).path("conditions")) {
            if (each.path("type").asText().equals(condition)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    void change(ResourceType type, String name, Consumer<ObjectNode> change) {
        registry.modify(key(type, name), Part.WHOLE, WriteMode.COMMIT, object -> {
            change.accept(object);
            return object;
        });
    }

    void delete(ResourceType type, String name) {
        registry.delete(key(type, name), DeleteOptions.plain());
    }

    void evict(StoredObject pod) {
        new Evictions(registry).evict(pod.key(), DeleteOptions.plain());
    }

    /** As the kubelet does with a pod that runs, or comes to an end. */
    void phase(StoredObject pod, String phase, String ready) {
        change(ResourceTypes.PODS, pod.name(), object -> {
            ObjectNode status = object.withObjectProperty("status").put("phase", phase);
            Status.of(object).condition("Ready", ready, "", "");
            status.put("podIP", "10.0.0.1");
        });
    }

    /** The kubelets make all bound pods run and remove those that have been told to end. */
    void kubelets() {
        for (StoredObject pod : pods()) {
            if (pod.isTerminating()) {
                registry.delete(pod.key(), DeleteOptions.now(pod.uid()));
            } else if (pod.podFacts().isBound() && !pod.podFacts().isReady() && store.find(pod.key()) != null) {
                phase(pod, "Running", "True");
            }
        }
    }

    void awaitRunning(int count) {
        await(() -> {
            kubelets();
            return pods().size() == count
                    && pods().stream().allMatch(pod -> pod.podFacts().isReady() && !pod.isTerminating());
        });
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }

    /** Waits until the controllers write nothing any more. */
    void settle() {
        long before;
        do {
            before = store.revision();
            passThrough();
            // Three writes are those of the passage itself.
        } while (store.revision() != before + 3);
    }

    /** Has a namespace go, which takes the controllers as long as what they have to do already. */
    private void passThrough() {
        ObjectKey key = ObjectKey.inCluster(ResourceTypes.NAMESPACES, "settled-" + store.revision());
        create(ResourceTypes.NAMESPACES, "", "{metadata: {name: '" + key.name() + "'}}");
        registry.delete(key, DeleteOptions.plain());
        await(() -> store.find(key) == null);
    }
}
