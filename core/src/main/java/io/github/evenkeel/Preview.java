package io.github.evenkeel;

import java.util.List;

/**
 * What a roll would do now, and what stands in its way. Making it changed nothing anywhere.
 *
 * @param findings blockers first
 * @param steps that {@code rollNodes()} would take, in order; empty if there is nothing to do, and if there is a
 *     blocker
 */
public record Preview(List<Finding> findings, List<PlannedStep> steps) {
    /** Copies the lists, and leaves out the steps of a plan that would be refused: none of them would be taken. */
    public Preview {
        findings = List.copyOf(findings);
        steps = findings.stream().anyMatch(Finding::blocks) ? List.of() : List.copyOf(steps);
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
