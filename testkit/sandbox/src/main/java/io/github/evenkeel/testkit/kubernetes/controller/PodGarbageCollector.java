package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.DeleteOptions;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.function.Consumer;

/** Removes pods of nodes that do not exist, without grace: no kubelet is left to end them. */
final class PodGarbageCollector implements Controller {
    private final Registry registry;

    PodGarbageCollector(Registry registry) {
        this.registry = registry;
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        if (change.type().equals(ResourceTypes.NODES) && change.isRemoval()) {
            registry.store().podsOn(change.latest().name()).forEach(pod -> dirty.accept(pod.key()));
        } else if (change.type().equals(ResourceTypes.PODS) && change.after() != null && isStranded(change.after())) {
            dirty.accept(change.after().key());
        }
    }

    @Override
    public void reconcile(ObjectKey key) {
        StoredObject pod = registry.store().find(key);
        if (pod != null && isStranded(pod)) {
            var unused = registry.delete(key, DeleteOptions.now(pod.uid()));
        }
    }

    private boolean isStranded(StoredObject pod) {
        String node = pod.podFacts().nodeName();
        return !node.isEmpty() && registry.store().find(ObjectKey.inCluster(ResourceTypes.NODES, node)) == null;
    }
}
