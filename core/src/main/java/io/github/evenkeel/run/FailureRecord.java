package io.github.evenkeel.run;

import io.github.evenkeel.Failure;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Failure of a run that the library makes. */
public record FailureRecord(
        Step step,
        String object,
        String expected,
        String actual,
        Optional<String> requestId,
        Duration elapsed,
        List<String> rolledBack,
        List<ManualStep> manualSteps)
        implements Failure {
    /** Copies the lists. */
    public FailureRecord {
        rolledBack = List.copyOf(rolledBack);
        manualSteps = List.copyOf(manualSteps);
    }

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
