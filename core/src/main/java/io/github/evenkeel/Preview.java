package io.github.evenkeel;

import java.util.List;

/**
 * Immutable result of an upgrade's preview: what a roll would do now, and what blocks it.
 *
 * <p>Only the library creates it; components may be added in any release.
 *
 * @param findings blockers first
 * @param steps that {@code rollNodes()} would take, in order; empty if nothing is to be done, or if there is a blocker
 * @param rollout how many nodes at once, and in which waves
 */
public record Preview(List<Finding> findings, List<PlannedStep> steps, RolloutPreview rollout) {
    /** Copies the lists. Drops the steps if there is a blocker: a refused plan takes none of them. */
    public Preview {
        findings = List.copyOf(findings);
        steps = findings.stream().anyMatch(Finding::blocks) ? List.of() : List.copyOf(steps);
    }

    /** The findings that block the upgrade. */
    public List<Finding> blockers() {
        return findings.stream().filter(Finding::blocks).toList();
    }

    /** The findings that do not block the upgrade. */
    public List<Finding> warnings() {
        return findings.stream().filter(finding -> !finding.blocks()).toList();
    }

    /** Whether {@code rollNodes()} would begin. */
    public boolean canRoll() {
        return blockers().isEmpty();
    }
}
