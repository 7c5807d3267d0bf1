package io.github.evenkeel.run;

import org.jspecify.annotations.Nullable;

/** Throws on what was thrown elsewhere and kept, such as on another thread. */
public final class KeptFailure {
    private KeptFailure() {}

    /** Throws it if it is unchecked; without effect for another one, and for null. */
    public static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
