package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.DeleteOptions;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import io.github.evenkeel.testkit.kubernetes.store.WriteMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Base of the controllers whose objects own pods, directly or not. */
abstract class Workload implements Controller {
    private final ResourceType type;
    private final ResourceType owned;
    private final Registry registry;
    private final Owners owners;

    Workload(ResourceType type, ResourceType owned, Registry registry, Owners owners) {
        this.type = type;
        this.owned = owned;
        this.registry = registry;
        this.owners = owners;
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        if (change.type().equals(type)) {
            dirty.accept(change.latest().key());
        } else if (change.type().equals(owned)) {
            ownerOf(change.before(), dirty);
            ownerOf(change.after(), dirty);
        }
    }

    @Override
    public void reconcile(ObjectKey key) {
        StoredObject owner = registry.store().find(key);
        if (owner != null && !owner.isTerminating()) {
            sync(owner, owner.tree());
        }
    }

    /** Creates and deletes what it owns, then states how it stands. */
    abstract void sync(StoredObject owner, ObjectNode tree);

    ObjectStore store() {
        return registry.store();
    }

    /** Everything of the owned resource that belongs to it, by name. */
    List<StoredObject> ownedBy(StoredObject owner) {
        return registry.store().ownedBy(owner.uid()).stream()
                .filter(object -> object.type().equals(owned))
                .sorted(Comparator.comparing(StoredObject::name))
                .toList();
    }

    StoredObject create(StoredObject owner, ObjectNode object) {
        return registry.create(owned, owner.namespace(), object, WriteMode.COMMIT);
    }

    void change(StoredObject object, UnaryOperator<ObjectNode> change) {
        registry.modify(object.key(), Part.MAIN, WriteMode.COMMIT, change);
    }

    void delete(StoredObject object) {
        var unused = registry.delete(
                object.key(),
                new DeleteOptions(null, object.uid(), null, DeleteOptions.Dependents.DELETE, WriteMode.COMMIT));
    }

    /** Writes the status, and that the spec of this generation has been seen, unless it says so already. */
    void report(StoredObject owner, ObjectNode tree, Consumer<Status> content) {
        registry.modify(owner.key(), Part.STATUS, WriteMode.COMMIT, object -> {
            Status status = Status.of(object);
            status.number(
                    "observedGeneration",
                    tree.path("metadata").path("generation").asInt());
            content.accept(status);
            return object;
        });
    }

    /** A pod that counts: it neither has come to its end nor has been told to. */
    static boolean isActive(StoredObject pod) {
        return !pod.isTerminating() && !pod.podFacts().isFinished();
    }

    static int ready(Collection<StoredObject> pods) {
        return (int) pods.stream()
                .filter(pod -> isActive(pod) && pod.podFacts().isReady())
                .count();
    }

    private void ownerOf(@Nullable StoredObject object, Consumer<ObjectKey> dirty) {
        ObjectKey owner = object == null ? null : owners.find(object.ownerUid());
        if (owner != null && owner.type().equals(type)) {
            dirty.accept(owner);
        }
    }
}
