package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.PodRequests;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the pods on a node take of it. Pods that have ended take nothing, those that are ending still do. */
final class NodeLoad {
    private final List<StoredObject> pods;
    private final Map<String, Integer> byOwner = new HashMap<>();
    private long milliCpu;
    private long memory;

    NodeLoad(Collection<StoredObject> onNode) {
        pods = onNode.stream().filter(pod -> !pod.podFacts().isFinished()).toList();
        for (StoredObject pod : pods) {
            milliCpu += pod.podFacts().requests().milliCpu();
            memory += pod.podFacts().requests().memory();
            if (!pod.isTerminating()) {
                byOwner.merge(pod.ownerUid(), 1, Integer::sum);
            }
        }
    }

    List<StoredObject> pods() {
        return pods;
    }

    /** How many pods of an owner it has. */
    int ofOwner(String uid) {
        return uid.isEmpty() ? 0 : byOwner.getOrDefault(uid, 0);
    }

    long freeMilliCpu(NodeProfile node) {
        return node.milliCpu() - milliCpu;
    }

    /** Why a pod does not fit; null if it does. */
    @Nullable
    String lacks(NodeProfile node, PodRequests requests) {
        if (pods.size() >= node.pods()) {
            return "Too many pods";
        }
        if (requests.milliCpu() > 0 && requests.milliCpu() > freeMilliCpu(node)) {
            return "Insufficient cpu";
        }
        return requests.memory() > 0 && requests.memory() > node.memory() - memory ? "Insufficient memory" : null;
    }
}
