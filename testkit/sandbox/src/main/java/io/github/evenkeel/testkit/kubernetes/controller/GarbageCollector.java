package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.DeleteOptions;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import java.util.Optional;
import java.util.function.Consumer;

/** Deletes objects whose owners are all gone, soon after, as deletion in the background does. */
final class GarbageCollector implements Controller {
    private final Registry registry;
    private final Owners owners;

    GarbageCollector(Registry registry, Owners owners) {
        this.registry = registry;
        this.owners = owners;
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        StoredObject after = change.after();
        if (after == null) {
            registry.store().ownedBy(change.latest().uid()).forEach(dependent -> dirty.accept(dependent.key()));
        } else if (!after.ownerUid().isEmpty() && owners.find(after.ownerUid()) == null) {
            dirty.accept(after.key());
        }
    }

    @Override
    public void reconcile(ObjectKey key) {
        StoredObject object = registry.store().find(key);
        if (object == null || object.isTerminating() || object.ownerUid().isEmpty()) {
            return;
        }
        for (JsonNode reference : object.tree().path("metadata").path("ownerReferences")) {
            if (mayExist(object, reference)) {
                return;
            }
        }
        var unused = registry.delete(
                key, new DeleteOptions(null, object.uid(), null, DeleteOptions.Dependents.DELETE, WriteMode.COMMIT));
    }

    private boolean mayExist(StoredObject object, JsonNode reference) {
        Optional<ResourceType> type = ResourceTypes.ofKind(
                reference.path("apiVersion").asText(), reference.path("kind").asText());
        // Of a resource that is not served nothing can be said.
        return type.map(known -> registry.store()
                        .find(new ObjectKey(
                                known,
                                known.isNamespaced() ? object.namespace() : "",
                                reference.path("name").asText())))
                .map(owner -> owner.uid().equals(reference.path("uid").asText()))
                .orElse(type.isEmpty());
    }
}
