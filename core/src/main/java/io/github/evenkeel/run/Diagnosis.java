package io.github.evenkeel.run;

import io.github.evenkeel.Failure;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.Step;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates the description of a failure from an exception. */
public final class Diagnosis {
    /** What a step expects that an error in the library ended. */
    public static final String NO_INTERNAL_ERROR = "no internal error";

    private Diagnosis() {}

    public static Failure of(
            Throwable e,
            EventPublisher.Progress standing,
            Duration elapsed,
            List<String> rolledBack,
            List<ManualStep> leftToDo) {
        Step step = standing.step() == null ? Step.PREPARE : standing.step();
        if (e instanceof StepFailure failed) {
            return new FailureRecord(
                    step,
                    failed.object(),
                    failed.expected(),
                    failed.found(),
                    Optional.ofNullable(failed.requestId()),
                    elapsed,
                    rolledBack,
                    Stream.concat(leftToDo.stream(), failed.manualSteps().stream())
                            .toList());
        }
        String object = standing.object() == null ? "the run" : standing.object(); // null before the first step
        if (e instanceof ServiceException service) {
            return new FailureRecord(
                    step,
                    object + ": " + service.operation(),
                    "an answer that does what was asked",
                    service.outcome() + ": " + service.reason(),
                    service.requestId(),
                    elapsed,
                    rolledBack,
                    leftToDo);
        }
        boolean cancelled = e instanceof CancelledRun;
        return new FailureRecord(
                step,
                object,
                cancelled ? "the end of the step" : NO_INTERNAL_ERROR,
                cancelled ? "a cancel" : e.toString(),
                Optional.empty(),
                elapsed,
                rolledBack,
                leftToDo);
    }
}
