package io.github.evenkeel;

import io.github.evenkeel.spi.Pod;
import java.util.List;

/**
 * Decision of a drain about one pod, with its reasons.
 *
 * <p>Only the library creates it. It is complete: its components stay as they are.
 *
 * @param pod the pod
 * @param decision what the drain does with it
 * @param reasons all of them, readable
 */
public record PodVerdict(Pod pod, Decision decision, List<String> reasons) {
    /** What a drain does with a pod. */
    public enum Decision {
        /** It stays. */
        SKIP,
        /** It is evicted. */
        EVICT,
        /** It is terminating already. */
        LEAVING,
        /** It can't be evicted, and blocks the drain. */
        BLOCK
    }

    public PodVerdict {
        reasons = List.copyOf(reasons);
    }

    /** Whether the pod has to be gone before the node is drained. */
    public boolean mustLeave() {
        return decision == Decision.EVICT || decision == Decision.LEAVING;
    }

    @Override
    public String toString() {
        return pod.path() + ": " + String.join("; ", reasons);
    }
}
