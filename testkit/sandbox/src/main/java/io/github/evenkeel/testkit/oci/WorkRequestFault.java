package io.github.evenkeel.testkit.oci;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fault of a work request. See {@link Faults#nextWorkRequest}. */
public final class WorkRequestFault {
    private final boolean takesEffect;
    private final @Nullable String failure;

    private WorkRequestFault(boolean takesEffect, @Nullable String failure) {
        this.takesEffect = takesEffect;
        this.failure = failure;
    }

    /** It ends FAILED with that message, and nothing has changed. */
    public static WorkRequestFault failed(String message) {
        return new WorkRequestFault(false, message);
    }

    /** It ends FAILED with that message, though all was done. */
    public static WorkRequestFault failedAfterEffect(String message) {
        return new WorkRequestFault(true, message);
    }

    /** It ends SUCCEEDED, though nothing has changed. */
    public static WorkRequestFault succeededWithoutEffect() {
        return new WorkRequestFault(false, null);
    }

    boolean takesEffect() {
        return takesEffect;
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
