package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.LabelSelector;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import java.util.function.Consumer;

/** Counts what is used of resource quotas: pods, and no other resource. It refuses nothing. */
final class ResourceQuotas implements Controller {
    private final Registry registry;

    ResourceQuotas(Registry registry) {
        this.registry = registry;
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        if (change.type().equals(ResourceTypes.RESOURCE_QUOTAS)) {
            dirty.accept(change.latest().key());
        } else if (change.type().equals(ResourceTypes.PODS)) {
            of(change.latest().namespace()).forEach(quota -> dirty.accept(quota.key()));
        }
    }

    private Iterable<StoredObject> of(String namespace) {
        return registry.store().select(Selection.in(ResourceTypes.RESOURCE_QUOTAS, namespace, LabelSelector.ALL));
    }

    @Override
    public void reconcile(ObjectKey key) {
        if (registry.store().find(key) == null) {
            return;
        }
        long pods =
                registry.store().select(Selection.in(ResourceTypes.PODS, key.namespace(), LabelSelector.ALL)).stream()
                        .filter(pod -> !pod.podFacts().isFinished())
                        .count();
        registry.modify(key, Part.STATUS, WriteMode.COMMIT, quota -> {
            ObjectNode status = quota.withObjectProperty("status");
            status.set("hard", quota.path("spec").path("hard").deepCopy());
            ObjectNode used = status.putObject("used");
            quota.path("spec")
                    .path("hard")
                    .fieldNames()
                    .forEachRemaining(name -> used.put(name, name.endsWith("pods") ? String.valueOf(pods) : "0"));
            return quota;
        });
    }
}
