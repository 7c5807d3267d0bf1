package io.github.evenkeel.run;

import io.github.evenkeel.ManualStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown when a step can't be finished, with the expected and the actual state. */
public class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String object;
    private final String expected;
    private final String found;
    private final @Nullable String requestId;

    public StepFailure(String object, String expected, String found) {
        this(object, expected, found, null);
    }

    public StepFailure(String object, String expected, String found, @Nullable String requestId) {
        super(object + ": expected " + expected + ", found " + found);
        this.object = object;
        this.expected = expected;
        this.found = found;
        this.requestId = requestId;
    }

    public String object() {
        return object;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }

    /** What is left to do besides what nodes have left; by default nothing. */
    public List<ManualStep> manualSteps() {
        return List.of();
    }

    public @Nullable String requestId() {
        return requestId;
    }
}
