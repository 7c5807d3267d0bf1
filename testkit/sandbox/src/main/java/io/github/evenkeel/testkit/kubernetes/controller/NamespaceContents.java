package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.DeleteOptions;
import io.github.evenkeel.testkit.kubernetes.store.LabelSelector;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import java.util.function.Consumer;

/** Empties namespaces that are being deleted, then lets them go. */
final class NamespaceContents implements Controller {
    private final Registry registry;

    NamespaceContents(Registry registry) {
        this.registry = registry;
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        if (change.type().equals(ResourceTypes.NAMESPACES)) {
            if (change.after() != null && change.after().isTerminating()) {
                dirty.accept(change.after().key());
            }
        } else if (change.isRemoval() && change.type().isNamespaced()) {
            String name = change.latest().namespace();
            ObjectKey key = ObjectKey.inCluster(ResourceTypes.NAMESPACES, name);
            StoredObject namespace = registry.store().find(key);
            if (namespace != null && namespace.isTerminating() && isEmpty(name)) {
                dirty.accept(key);
            }
        }
    }

    @Override
    public void reconcile(ObjectKey key) {
        StoredObject namespace = registry.store().find(key);
        if (namespace == null || !namespace.isTerminating()) {
            return;
        }
        for (ResourceType type : ResourceTypes.all()) {
            if (type.isNamespaced()) {
                registry.store().select(in(type, key.name())).stream()
                        .filter(object -> !object.isTerminating())
                        .forEach(this::delete);
            }
        }
        if (isEmpty(key.name())) {
            registry.modify(key, Part.WHOLE, WriteMode.COMMIT, object -> {
                object.withObjectProperty("spec").remove("finalizers");
                return object;
            });
        }
    }

    private void delete(StoredObject object) {
        if (registry.store().find(object.key()) != null) {
            var unused = registry.delete(
                    object.key(),
                    new DeleteOptions(null, object.uid(), null, DeleteOptions.Dependents.DELETE, WriteMode.COMMIT));
        }
    }

    private boolean isEmpty(String namespace) {
        return ResourceTypes.all().stream().filter(ResourceType::isNamespaced).allMatch(type -> registry.store()
                .candidates(in(type, namespace), "")
                .isEmpty());
    }

    private static Selection in(ResourceType type, String namespace) {
        return Selection.in(type, namespace, LabelSelector.ALL);
    }
}
