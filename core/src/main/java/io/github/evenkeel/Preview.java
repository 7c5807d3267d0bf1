package io.github.evenkeel;

import io.github.evenkeel.model.OpenPeriod;
import java.util.List;
import java.util.Optional;

/**
 * Immutable result of an upgrade's preview: what a roll would do now, and what blocks it. Only the library implements
 * it; methods may be added in any release.
 */
public interface Preview {
    /** All findings, blockers first. */
    List<Finding> findings();

    /**
     * Steps that {@code rollNodes()} would take, in order; empty if nothing is to be done, or if there is a blocker.
     */
    List<PlannedStep> steps();

    /** How many nodes at once, and in which waves. */
    RolloutPreview rollout();

    /** How long a roll would take, with all of its parts; none of them if nothing is to be done. */
    Forecast forecast();

    /** The first period in which all gates are open that know when they are; empty if none knows, or if none comes. */
    Optional<OpenPeriod> nextOpen();

    /** Where the roll would wait for its gates to open again, by the forecast; none if it fits into an opening. */
    List<ForecastPause> pauses();

    /** The findings that block the upgrade. */
    default List<Finding> blockers() {
        return findings().stream().filter(Finding::blocks).toList();
    }

    /** The findings that do not block the upgrade. */
    default List<Finding> warnings() {
        return of(Finding.Severity.WARNING);
    }

    /** What can be checked only on the way, such as the versions that the service offers after the next one. */
    default List<Finding> checkedLater() {
        return of(Finding.Severity.CHECKED_LATER);
    }

    private List<Finding> of(Finding.Severity severity) {
        return findings().stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /** Whether {@code rollNodes()} would begin. */
    default boolean canRoll() {
        return blockers().isEmpty();
    }
}
