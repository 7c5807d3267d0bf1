package io.github.evenkeel;

import java.util.List;

/**
 * What a roll would do now, and what stands in its way. Making it changed nothing anywhere.
 *
 * @param findings blockers first
 * @param steps in order; empty if there is nothing to do
 */
public record Preview(List<Finding> findings, List<PlannedStep> steps) {
    /** Copies the lists. */
    public Preview {
        findings = List.copyOf(findings);
        steps = List.copyOf(steps);
    }

    /** What the upgrade can't go on with. */
    public List<Finding> blockers() {
        return findings.stream().filter(Finding::blocks).toList();
    }

    /** What somebody may want to know. */
    public List<Finding> warnings() {
        return findings.stream().filter(finding -> !finding.blocks()).toList();
    }

    /** Whether {@code rollNodes()} would begin. */
    public boolean canRoll() {
        return blockers().isEmpty();
    }
}
