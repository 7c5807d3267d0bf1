package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The rules by which the API server creates, changes and removes objects: defaults, validation, versions,
 * preconditions, grace and finalizers. Requests and controllers write through it alike. Thread-safe.
 */
public final class Registry {
    private final ObjectStore store;
    private final GeneratedNames names = new GeneratedNames();
    private final Defaults defaults = new Defaults();

    /** Rules for the objects of a store. */
    public Registry(ObjectStore store) {
        this.store = store;
    }

    /** Where the objects are. */
    public ObjectStore store() {
        return store;
    }

    /**
     * Creates an object as a client does: a status that it brings is left out where there is a subresource for it.
     *
     * @param namespace "" for objects of the cluster
     * @throws StatusException 400, 403, 404, 409, 422 or 500 as the real server does
     */
    public StoredObject create(ResourceType type, String namespace, ObjectNode object, WriteMode mode) {
        // Nodes register themselves with their status, as kubelets do.
        if (type.has(ResourceType.Feature.STATUS) && !type.equals(ResourceTypes.NODES)) {
            object.remove("status");
        }
        return createWithStatus(type, namespace, object, mode);
    }

    /** Creates an object that keeps the status it brings. */
    public StoredObject createWithStatus(ResourceType type, String namespace, ObjectNode object, WriteMode mode) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (!metadata.path("resourceVersion").asText().isEmpty()) {
            throw StatusException.of(500, "", "resourceVersion should not be set on objects to be created");
        }
        identify(type, namespace, metadata);
        defaults.apply(type, object);
        Validation.created(type, object);
        return store.transact(() -> {
            String name = metadata.path("name").asText();
            ObjectKey key = new ObjectKey(type, namespace, name);
            Namespaces.requireActive(store, key);
            if (store.find(key) != null) {
                throw StatusException.alreadyExists(type, name);
            }
            return put(type, object, mode);
        });
    }

    /**
     * Replaces an object.
     *
     * @throws StatusException 400, 404, 409 or 422 as the real server does
     */
    public StoredObject replace(ObjectKey key, ObjectNode object, Part part, WriteMode mode) {
        JsonNode metadata = object.path("metadata");
        if (!metadata.path("name").asText().equals(key.name())) {
            throw StatusException.badRequest("the name of the object ("
                    + metadata.path("name").asText() + ") does not match the name on the URL (" + key.name() + ")");
        }
        if (key.type().has(ResourceType.Feature.CONDITIONAL_UPDATE)
                && metadata.path("resourceVersion").asText().isEmpty()) {
            throw StatusException.invalid(
                    key.type(),
                    key.name(),
                    "metadata.resourceVersion",
                    "FieldValueInvalid",
                    "Invalid value: 0x0: must be specified for an update");
        }
        return store.transact(() -> {
            StoredObject current = store.get(key);
            String uid = metadata.path("uid").asText();
            if (!uid.isEmpty() && !uid.equals(current.uid())) {
                throw StatusException.conflict(
                        key.type(),
                        key.name(),
                        "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + current.uid());
            }
            return write(current, object, part, mode);
        });
    }

    /**
     * Changes an object. The function gets the whole object with kind and apiVersion, may change and return it, and may
     * be called while others wait to write.
     *
     * @throws StatusException 404, 409 or 422 as the real server does
     */
    public StoredObject modify(ObjectKey key, Part part, WriteMode mode, UnaryOperator<ObjectNode> change) {
        return store.transact(() -> {
            StoredObject current = store.get(key);
            ObjectNode whole = Json.object()
                    .put("kind", key.type().kind())
                    .put("apiVersion", key.type().apiVersion());
            whole.setAll(current.tree());
            return write(current, change.apply(whole), part, mode);
        });
    }

    /**
     * Deletes an object, or begins to.
     *
     * @return what is left of it, or was
     * @throws StatusException 404 or 409
     */
    public Deletion delete(ObjectKey key, DeleteOptions options) {
        return store.transact(() -> {
            StoredObject current = store.get(key);
            options.check(current);
            if (options.mode() == WriteMode.COMMIT && options.dependents() == DeleteOptions.Dependents.ORPHAN) {
                orphan(current.uid());
            }
            ObjectNode tree = current.tree();
            return switch (DeletionRules.begin(current, tree, options, Instant.now())) {
                case UNCHANGED -> new Deletion(current, Deletion.Outcome.PENDING);
                case PENDING -> new Deletion(put(key.type(), tree, options.mode()), Deletion.Outcome.PENDING);
                case REMOVED -> new Deletion(remove(key.type(), tree, options.mode()), Deletion.Outcome.REMOVED);
            };
        });
    }

    private void identify(ResourceType type, String namespace, ObjectNode metadata) {
        String stated = metadata.path("namespace").asText();
        if (!stated.isEmpty() && !stated.equals(namespace)) {
            throw StatusException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        if (type.isNamespaced()) {
            metadata.put("namespace", namespace);
        }
        String prefix = metadata.path("generateName").asText();
        if (metadata.path("name").asText().isEmpty() && !prefix.isEmpty()) {
            metadata.put("name", names.next(prefix));
        }
        metadata.remove("deletionTimestamp");
        metadata.remove("deletionGracePeriodSeconds");
        metadata.remove("managedFields");
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", Json.time(Instant.now()));
        if (type.has(ResourceType.Feature.GENERATION)) {
            metadata.put("generation", 1);
        }
    }

    private StoredObject write(StoredObject current, ObjectNode wanted, Part part, WriteMode mode) {
        ObjectNode before = current.tree();
        ObjectNode after = UpdateRules.merge(current, before, wanted, part);
        if (after.equals(before)) {
            return current;
        }
        if (DeletionRules.isFinished(after)) {
            return remove(current.type(), after, mode);
        }
        return put(current.type(), after, mode);
    }

    private StoredObject put(ResourceType type, ObjectNode tree, WriteMode mode) {
        StoredObject object = stamped(type, tree, mode);
        if (mode == WriteMode.COMMIT) {
            store.put(object);
        }
        return object;
    }

    private StoredObject remove(ResourceType type, ObjectNode tree, WriteMode mode) {
        StoredObject last = stamped(type, tree, mode);
        if (mode == WriteMode.COMMIT) {
            store.remove(last);
        }
        return last;
    }

    private StoredObject stamped(ResourceType type, ObjectNode tree, WriteMode mode) {
        if (mode == WriteMode.COMMIT) {
            tree.withObjectProperty("metadata").put("resourceVersion", Long.toString(store.nextRevision()));
        }
        return new StoredObject(type, tree, store::shared);
    }

    private void orphan(String uid) {
        for (StoredObject dependent : store.ownedBy(uid)) {
            modify(dependent.key(), Part.WHOLE, WriteMode.COMMIT, object -> withoutOwner(object, uid));
        }
    }

    private static ObjectNode withoutOwner(ObjectNode object, String uid) {
        var owners = object.withObjectProperty("metadata")
                .withArrayProperty("ownerReferences")
                .elements();
        while (owners.hasNext()) {
            if (owners.next().path("uid").asText().equals(uid)) {
                owners.remove();
            }
        }
        return object;
    }
}
