package io.github.evenkeel.testkit.kubernetes.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a cluster in memory, as etcd would hold them, with indexes. Knows nothing of the rules of the API, see
 * {@link Registry}.
 *
 * <p>Thread-safe. Writes happen one at a time, within {@link #transact}; reads don't wait for them. A list that is read
 * while others write may hold objects newer than the revision that was read before it; a watch from that revision tells
 * of them again.
 */
public final class ObjectStore {
    private static final int MOST_SHARED = 200_000;

    private static final class Resource {
        final NavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();
        final ChangeLog log = new ChangeLog();
    }

    private final ReentrantLock writing = new ReentrantLock();
    private final Map<ResourceType, Resource> resources = new HashMap<>();
    private final Map<String, Map<ObjectKey, StoredObject>> podsByNode = new ConcurrentHashMap<>();
    private final Map<String, Map<ObjectKey, StoredObject>> byOwner = new ConcurrentHashMap<>();
    private final Map<Object, Object> shared = new ConcurrentHashMap<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private volatile long revision = 1;

    /** An empty store. */
    public ObjectStore() {
        ResourceTypes.all().forEach(type -> resources.put(type, new Resource()));
    }

    /** The number of the latest write. */
    public long revision() {
        return revision;
    }

    /** The recent changes of a resource. */
    public ChangeLog log(ResourceType type) {
        return resource(type).log;
    }

    /** Forgets the history, as compaction does: watches and lists can't go on from a revision before now. */
    public void forgetHistory() {
        transact(() -> {
            resources.values().forEach(resource -> resource.log.forget(revision));
            return revision;
        });
    }

    /** The object, or null. */
    public @Nullable StoredObject find(ObjectKey key) {
        return resource(key.type()).objects.get(key.path());
    }

    /** @throws StatusException 404 if there is none */
    public StoredObject get(ObjectKey key) {
        StoredObject found = find(key);
        if (found == null) {
            throw StatusException.notFound(key.type(), key.name());
        }
        return found;
    }

    /** How many objects a resource has. */
    public int count(ResourceType type) {
        return resource(type).objects.size();
    }

    /**
     * The objects that may be selected, ordered by namespace and name, still to be matched one by one. A view of the
     * present, not a copy.
     *
     * @param after path of the last object of the page before, "" for none
     */
    public Collection<StoredObject> candidates(Selection selection, String after) {
        Optional<String> node = selection.fields().required("spec.nodeName");
        if (node.isPresent() && !node.get().isEmpty()) {
            return podsOn(node.get()).stream()
                    .sorted((a, b) -> a.key().path().compareTo(b.key().path()))
                    .filter(pod -> pod.key().path().compareTo(after) > 0)
                    .toList();
        }
        NavigableMap<String, StoredObject> range = resource(selection.type()).objects;
        Optional<String> name = selection.fields().required("metadata.name");
        if (name.isPresent()
                && (!selection.namespace().isEmpty() || !selection.type().isNamespaced())) {
            StoredObject only = find(new ObjectKey(selection.type(), selection.namespace(), name.get()));
            return only == null || only.key().path().compareTo(after) <= 0 ? List.of() : List.of(only);
        }
        if (!selection.namespace().isEmpty()) {
            // '0' follows '/' in ASCII.
            range = range.subMap(selection.namespace() + "/", false, selection.namespace() + "0", false);
        }
        return (after.isEmpty() ? range : range.tailMap(after, false)).values();
    }

    /** Those objects that are selected, ordered by namespace and name. */
    public List<StoredObject> select(Selection selection) {
        List<StoredObject> found = new ArrayList<>();
        for (StoredObject candidate : candidates(selection, "")) {
            if (selection.matches(candidate)) {
                found.add(candidate);
            }
        }
        return found;
    }

    /** The pods bound to a node, in no order. */
    public Collection<StoredObject> podsOn(String nodeName) {
        return podsByNode.getOrDefault(nodeName, Map.of()).values();
    }

    /** The objects whose (first) owner has this UID, in no order. */
    public Collection<StoredObject> ownedBy(String uid) {
        return byOwner.getOrDefault(uid, Map.of()).values();
    }

    /** Calls the listener after each write, in order, while others wait to write. It must return at once. */
    public void subscribe(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** Ends what {@link #subscribe} began. */
    public void unsubscribe(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    /** Reads and writes with no other write in between. */
    public <T> T transact(Supplier<T> action) {
        writing.lock();
        try {
            return action.get();
        } finally {
            writing.unlock();
        }
    }

    /** The revision that the next write will have; only within {@link #transact}. */
    long nextRevision() {
        return revision + 1;
    }

    /** Creates or replaces; only within {@link #transact}, and the object must state the next revision. */
    void put(StoredObject object) {
        Resource resource = resource(object.type());
        StoredObject before = resource.objects.put(object.key().path(), object);
        add(podsByNode, nodeOf(object), object);
        add(byOwner, object.ownerUid(), object);
        if (before != null) {
            unindex(before, nodeOf(object), object.ownerUid());
        }
        publish(new Change(object.revision(), before, object));
    }

    /** Removes; only within {@link #transact}. The given version states the next revision. */
    void remove(StoredObject last) {
        StoredObject before = resource(last.type()).objects.remove(last.key().path());
        if (before != null) {
            unindex(before, "", "");
            publish(new Change(last.revision(), last, null));
        }
    }

    /** An equal value, kept once for all who use it. */
    Object shared(Object value) {
        if (shared.size() > MOST_SHARED) {
            shared.clear();
        }
        Object known = shared.putIfAbsent(value, value);
        return known == null ? value : known;
    }

    private void publish(Change change) {
        resource(change.type()).log.add(change);
        revision = change.revision();
        listeners.forEach(listener -> listener.accept(change));
    }

    /** Where it is still, it stays all the time: those that read don't wait for a write. */
    private void unindex(StoredObject object, String stillOnNode, String stillOfOwner) {
        if (!nodeOf(object).equals(stillOnNode)) {
            drop(podsByNode, nodeOf(object), object);
        }
        if (!object.ownerUid().equals(stillOfOwner)) {
            drop(byOwner, object.ownerUid(), object);
        }
    }

    /** The node that a pod is bound to; empty for none, and for other objects. */
    private static String nodeOf(StoredObject object) {
        return object.pod() != null && object.pod().isBound() ? object.pod().nodeName() : "";
    }

    private Resource resource(ResourceType type) {
        Resource resource = resources.get(type);
        if (resource == null) {
            throw new IllegalArgumentException(type.qualifiedName() + " are not served");
        }
        return resource;
    }

    private static void add(Map<String, Map<ObjectKey, StoredObject>> index, String value, StoredObject object) {
        if (!value.isEmpty()) {
            index.computeIfAbsent(value, absent -> new ConcurrentHashMap<>()).put(object.key(), object);
        }
    }

    private static void drop(Map<String, Map<ObjectKey, StoredObject>> index, String value, StoredObject object) {
        index.computeIfPresent(value, (same, objects) -> {
            objects.remove(object.key());
            return objects.isEmpty() ? null : objects;
        });
    }
}
