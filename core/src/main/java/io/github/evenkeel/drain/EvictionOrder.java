package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.spi.Pod;
import java.time.Duration;
import java.util.List;

/**
 * Decides which pods are due for eviction: system pods after all others, and pods that may finish only after their
 * time. A later group is due once all pods of the earlier ones are evicted; it does not wait for their end.
 */
final class EvictionOrder {
    private final DrainPolicy policy;
    private final Duration begin;

    /** @param begin of the drain */
    EvictionOrder(DrainPolicy policy, Duration begin) {
        this.policy = policy;
        this.begin = begin;
    }

    /** @param pods all that are not evicted yet */
    List<Pod> due(List<Pod> pods, Duration now) {
        boolean othersLeft = pods.stream().anyMatch(pod -> !policy.evictsLast(pod));
        Duration since = now.minus(begin);
        return pods.stream()
                .filter(pod -> !(othersLeft && policy.evictsLast(pod)))
                .filter(pod -> since.compareTo(policy.mayFinishWithin(pod)) >= 0)
                .toList();
    }
}
