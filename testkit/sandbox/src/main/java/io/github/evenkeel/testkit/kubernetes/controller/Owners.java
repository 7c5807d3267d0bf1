package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Index by UID of objects that may own others, as of the last change that it has observed. */
final class Owners implements Controller {
    private static final Set<ResourceType> NEVER =
            Set.of(ResourceTypes.PODS, ResourceTypes.EVENTS, ResourceTypes.LEASES);

    private final Map<String, ObjectKey> keys = new HashMap<>();

    /** Null if there is none, or none that is known. */
    @Nullable
    ObjectKey find(String uid) {
        return keys.get(uid);
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        StoredObject latest = change.latest();
        if (NEVER.contains(latest.type())) {
            return;
        }
        if (change.isRemoval()) {
            keys.remove(latest.uid());
        } else {
            keys.put(latest.uid(), latest.key());
        }
    }

    @Override
    public void reconcile(ObjectKey key) {
        // It only remembers.
    }
}
