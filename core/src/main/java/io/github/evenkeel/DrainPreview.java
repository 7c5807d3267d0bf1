package io.github.evenkeel;

import java.util.List;

/**
 * Immutable result of a drain's preview: what a drain would do now.
 *
 * <p>Only the library creates it; components may be added in any release.
 *
 * @param node name of the node
 * @param findings obstacles other than single pods, and what may be lost
 * @param pods a verdict for every pod of the node, in order of namespace and name
 */
public record DrainPreview(String node, List<Finding> findings, List<PodVerdict> pods) {
    /** Copies the lists. */
    public DrainPreview {
        findings = List.copyOf(findings);
        pods = List.copyOf(pods);
    }

    /** The pods that block the drain. */
    public List<PodVerdict> blocked() {
        return pods.stream()
                .filter(verdict -> verdict.decision() == PodVerdict.Decision.BLOCK)
                .toList();
    }

    /** Whether {@code drain()} would begin. */
    public boolean canDrain() {
        return blocked().isEmpty() && findings.stream().noneMatch(Finding::blocks);
    }
}
