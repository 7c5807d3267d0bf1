package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Desired numbers of pods of the owners of pods. */
final class Scales {
    private static final Set<ResourceType> SCALABLE =
            Set.of(ResourceTypes.DEPLOYMENTS, ResourceTypes.REPLICA_SETS, ResourceTypes.STATEFUL_SETS);

    private final ObjectStore store;
    private final Owners owners;

    Scales(ObjectStore store, Owners owners) {
        this.store = store;
        this.owners = owners;
    }

    /**
     * The replicas of all the workloads that these pods belong to, taken together.
     *
     * @throws IllegalStateException if a pod belongs to none that has a scale
     */
    int of(Collection<StoredObject> pods) {
        Map<String, StoredObject> workloads = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (StoredObject pod : pods) {
            if (known.add(pod.ownerUid())) {
                StoredObject workload = workload(pod);
                workloads.put(workload.uid(), workload);
            }
        }
        return workloads.values().stream()
                .mapToInt(workload ->
                        workload.tree().path("spec").path("replicas").asInt())
                .sum();
    }

    /** A pod of that workload, or of a replica set of that deployment; null if it has none. */
    @Nullable
    StoredObject somePodOf(StoredObject workload) {
        for (StoredObject owned : store.ownedBy(workload.uid())) {
            if (owned.type().equals(ResourceTypes.PODS)) {
                return owned;
            }
            StoredObject pod = somePodOf(owned);
            if (pod != null) {
                return pod;
            }
        }
        return null;
    }

    boolean isScalable(ResourceType type) {
        return SCALABLE.contains(type);
    }

    private StoredObject workload(StoredObject pod) {
        StoredObject owner = find(pod.ownerUid());
        if (owner == null || !SCALABLE.contains(owner.type())) {
            throw new IllegalStateException("found no controllers for pod \"" + pod.name() + "\"");
        }
        StoredObject above = find(owner.ownerUid());
        return above != null && above.type().equals(ResourceTypes.DEPLOYMENTS) ? above : owner;
    }

    private @Nullable StoredObject find(String uid) {
        ObjectKey key = owners.find(uid);
        return key == null ? null : store.find(key);
    }
}
