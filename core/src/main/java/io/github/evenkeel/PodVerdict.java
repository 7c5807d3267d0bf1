package io.github.evenkeel;

import io.github.evenkeel.spi.Pod;
import java.util.List;

/**
 * What a drain does about a pod, and why.
 *
 * @param pod that it is about
 * @param decision what is done
 * @param reasons all of them, for people
 */
public record PodVerdict(Pod pod, Decision decision, List<String> reasons) {
    /** What is done about a pod. */
    public enum Decision {
        /** It stays. */
        SKIP,
        /** It is asked to leave. */
        EVICT,
        /** It is on its way out already. */
        LEAVING,
        /** It can't be made to leave: no drain. */
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
