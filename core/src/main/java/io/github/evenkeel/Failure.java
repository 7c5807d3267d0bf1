package io.github.evenkeel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Immutable description of where and why an upgrade or a drain stopped, and of the state it left. Only the library
 * creates it; components may be added in any release.
 *
 * @param step that could not be finished
 * @param object that the step worked on
 * @param expected state that the step needs
 * @param actual state of it
 * @param requestId of the last call to a service, for its support; empty if none is known
 * @param elapsed time since the run began
 * @param rolledBack what was rolled back
 * @param manualSteps manual steps that remain, in order
 */
public record Failure(
        Step step,
        String object,
        String expected,
        String actual,
        Optional<String> requestId,
        Duration elapsed,
        List<String> rolledBack,
        List<ManualStep> manualSteps) {
    /** Copies the lists. */
    public Failure {
        rolledBack = List.copyOf(rolledBack);
        manualSteps = List.copyOf(manualSteps);
    }

    /** A few lines that can be pasted into a ticket. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append("could not ")
                .append(step.words())
                .append(": ")
                .append(object)
                .append(": expected ")
                .append(expected)
                .append(", found ")
                .append(actual);
        requestId.ifPresent(id -> text.append(" (request ").append(id).append(')'));
        rolledBack.forEach(line -> text.append("\n  rolled back: ").append(line));
        manualSteps.forEach(step -> text.append("\n  manual step: ").append(step));
        return text.toString();
    }
}
