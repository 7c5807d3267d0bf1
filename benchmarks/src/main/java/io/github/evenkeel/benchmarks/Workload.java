package io.github.evenkeel.benchmarks;

import java.time.Duration;
import java.util.Optional;

/**
 * What runs on the cluster while a node is drained: three times as many pods as that node has, a third on each node.
 *
 * @param pods on the node that is drained
 * @param protection of the pods
 * @param ready how long a pod takes to be ready
 */
record Workload(int pods, Protection protection, Duration ready) {
    private static final int NODES = 3;

    /** Pods of one Deployment on one node. */
    int podsOnNode() {
        return pods / protection.deployments();
    }

    /** Pods of one Deployment. */
    int replicas() {
        return podsOnNode() * NODES;
    }

    /**
     * How long the budgets make a drain take that wastes no time: the evictions that have to come one after another,
     * each with the time until a replacement is ready. Empty if nothing has to wait for a replacement.
     */
    Optional<Duration> criticalPath() {
        if (!protection.exists() || ready.isZero()) {
            return Optional.empty();
        }
        int allowed = protection.allowed(replicas());
        return Optional.of(ready.multipliedBy((podsOnNode() + allowed - 1) / allowed));
    }

    @Override
    public String toString() {
        return pods + " pods, budget " + protection.title() + ", ready after " + ready.toSeconds() + " s";
    }
}
