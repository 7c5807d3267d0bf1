package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.spi.Pod;
import java.time.Duration;
import java.util.List;

/**
 * Says whose turn it is: what the cluster itself needs leaves after what runs on it, and what may finish by itself is
 * given its time. A turn is over once its pods have been let go; it does not wait for their end.
 */
final class EvictionOrder {
    private final DrainPolicy policy;
    private final Duration begin;

    /** @param begin of the drain */
    EvictionOrder(DrainPolicy policy, Duration begin) {
        this.policy = policy;
        this.begin = begin;
    }

    /** @param pods all that have not been let go yet */
    List<Pod> due(List<Pod> pods, Duration now) {
        boolean othersLeft = pods.stream().anyMatch(pod -> !policy.evictsLast(pod));
        Duration since = now.minus(begin);
        return pods.stream()
                .filter(pod -> !(othersLeft && policy.evictsLast(pod)))
                .filter(pod -> since.compareTo(policy.mayFinishWithin(pod)) >= 0)
                .toList();
    }
}
