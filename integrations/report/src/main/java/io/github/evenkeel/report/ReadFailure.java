package io.github.evenkeel.report;

import io.github.evenkeel.Failure;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Failure that was read. */
record ReadFailure(
        Step step,
        String object,
        String expected,
        String actual,
        Optional<String> requestId,
        Duration elapsed,
        List<String> rolledBack,
        List<ManualStep> manualSteps)
        implements Failure {
    ReadFailure {
        rolledBack = List.copyOf(rolledBack);
        manualSteps = List.copyOf(manualSteps);
    }

    @Override
    public String toString() {
        return "could not " + step.words() + ": " + object + ": expected " + expected + ", found " + actual;
    }
}
