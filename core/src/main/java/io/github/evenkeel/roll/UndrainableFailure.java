package io.github.evenkeel.roll;

import io.github.evenkeel.run.StepFailure;

/** Thrown when the pods of a node can't be evicted. */
final class UndrainableFailure extends StepFailure {
    private static final long serialVersionUID = 1L;

    UndrainableFailure(StepFailure reason) {
        super(reason.object(), reason.expected(), reason.found(), reason.requestId());
        initCause(reason);
    }

    /** Has what is thrown say that it is about the node's pods. */
    static void of(Runnable eviction) {
        try {
            eviction.run();
        } catch (StepFailure e) {
            throw e instanceof UndrainableFailure ? e : new UndrainableFailure(e);
        }
    }
}
