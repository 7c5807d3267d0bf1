package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Nodes as far as scheduling needs them, as of the last change that it has observed. */
final class Nodes implements Controller {
    private final Map<String, NodeProfile> profiles = new TreeMap<>();
    /** Grows when a profile changes, so that others need not compare. */
    private long version;

    Collection<NodeProfile> all() {
        return profiles.values();
    }

    @Nullable
    NodeProfile find(String name) {
        return profiles.get(name);
    }

    long version() {
        return version;
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        if (!change.type().equals(ResourceTypes.NODES)) {
            return;
        }
        StoredObject node = change.latest();
        if (change.isRemoval()) {
            profiles.remove(node.name());
            version++;
            return;
        }
        NodeProfile profile = NodeProfile.of(node);
        if (!profile.equals(profiles.put(node.name(), profile))) {
            version++;
        }
    }

    @Override
    public void reconcile(ObjectKey key) {
        // It only remembers.
    }
}
