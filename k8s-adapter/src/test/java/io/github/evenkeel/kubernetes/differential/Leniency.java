package io.github.evenkeel.kubernetes.differential;

import io.github.evenkeel.DrainPolicy;

/**
 * What a drain may give up.
 *
 * @param unmanaged pods that nothing would make again: kubectl's {@code --force}
 * @param emptyDir data in emptyDir volumes: kubectl's {@code --delete-emptydir-data}
 */
record Leniency(boolean unmanaged, boolean emptyDir) {
    /** Nothing holds up the drain but budgets. */
    static final Leniency ALL = new Leniency(true, true);

    DrainPolicy policy() {
        DrainPolicy policy = DrainPolicy.defaults();
        if (unmanaged) {
            policy = policy.evictingUnmanagedPods();
        }
        return emptyDir ? policy : policy.keepingEmptyDirData();
    }
}
