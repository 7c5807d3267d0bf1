package io.github.evenkeel;

import java.util.List;

/**
 * Immutable result of a drain's preview: what a drain would do now. Only the library implements it; methods may be
 * added in any release.
 */
public interface DrainPreview {
    /** Name of the node. */
    String node();

    /** Obstacles other than single pods, and what may be lost. */
    List<Finding> findings();

    /** Verdicts on all pods of the node, in order of namespace and name. */
    List<PodVerdict> pods();

    /** The pods that block the drain. */
    default List<PodVerdict> blocked() {
        return pods().stream()
                .filter(verdict -> verdict.decision() == PodVerdict.Decision.BLOCK)
                .toList();
    }

    /** Whether {@code drain()} would begin. */
    default boolean canDrain() {
        return blocked().isEmpty() && findings().stream().noneMatch(Finding::blocks);
    }
}
