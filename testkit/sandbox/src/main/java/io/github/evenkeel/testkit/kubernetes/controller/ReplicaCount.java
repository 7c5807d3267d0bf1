package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;

/**
 * How many replicas a replica set has.
 *
 * @param set whose
 * @param wanted by its spec
 * @param existing by its status
 * @param ready by its status
 */
record ReplicaCount(StoredObject set, int wanted, int existing, int ready) {
    static ReplicaCount of(StoredObject set) {
        ObjectNode tree = set.tree();
        return new ReplicaCount(
                set,
                tree.path("spec").path("replicas").asInt(),
                tree.path("status").path("replicas").asInt(),
                tree.path("status").path("readyReplicas").asInt());
    }

    ReplicaCount withWanted(int replicas) {
        return new ReplicaCount(set, replicas, existing, ready);
    }
}
