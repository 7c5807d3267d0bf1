package io.github.evenkeel;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and why a roll stopped, and how things stand now.
 *
 * @param step that could not be finished
 * @param object it was about
 * @param expected what should have been
 * @param found what was
 * @param requestId of the last call to a service, for its support; null if none is known
 * @param elapsed time since the roll began
 * @param rolledBack what was put back
 * @param leftToDo what a person has to do now, in order; empty if nothing
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
        rolledBack.forEach(line -> text.append("\n  put back: ").append(line));
        leftToDo.forEach(step -> text.append("\n  left to do: ").append(step));
        return text.toString();
    }
}
