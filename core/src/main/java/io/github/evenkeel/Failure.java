package io.github.evenkeel;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of where and why a roll stopped, and of the state it left.
 *
 * @param step that could not be finished
 * @param object that the step worked on
 * @param expected state that the step needs
 * @param found actual state
 * @param requestId of the last call to a service, for its support; null if none is known
 * @param elapsed time since the roll began
 * @param rolledBack what was rolled back
 * @param leftToDo manual steps that remain, in order
 */
public record Failure(
        Step step,
        String object,
        String expected,
        String found,
        @Nullable String requestId,
        Duration elapsed,
        List<String> rolledBack,
        List<ManualStep> leftToDo) {
    /** Copies the lists. */
    public Failure {
        rolledBack = List.copyOf(rolledBack);
        leftToDo = List.copyOf(leftToDo);
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
                .append(found);
        if (requestId != null) {
            text.append(" (request ").append(requestId).append(')');
        }
        rolledBack.forEach(line -> text.append("\n  rolled back: ").append(line));
        leftToDo.forEach(step -> text.append("\n  manual step: ").append(step));
        return text.toString();
    }
}
