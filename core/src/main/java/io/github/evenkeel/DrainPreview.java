package io.github.evenkeel;

import java.util.List;

/**
 * What a drain would do now.
 *
 * @param node it is about
 * @param findings what stands in the way apart from single pods, and what may be lost
 * @param pods a verdict for every pod of the node, in order of namespace and name
 */
public record DrainPreview(String node, List<Finding> findings, List<PodVerdict> pods) {
    /** Copies the lists. */
    public DrainPreview {
        findings = List.copyOf(findings);
        pods = List.copyOf(pods);
    }

    /** Pods that can't be made to leave. */
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
