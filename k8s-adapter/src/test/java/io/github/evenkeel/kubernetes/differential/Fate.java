package io.github.evenkeel.kubernetes.differential;

import io.github.evenkeel.PodVerdict.Decision;

/** What would become of a pod. */
enum Fate {
    STAYS,
    LEAVES,
    /** It holds up the drain. */
    BLOCKS;

    static Fate of(Decision ours) {
        return switch (ours) {
            case SKIP -> STAYS;
            case EVICT, LEAVING -> LEAVES;
            case BLOCK -> BLOCKS;
        };
    }
}
