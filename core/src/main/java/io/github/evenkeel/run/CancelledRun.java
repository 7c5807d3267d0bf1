package io.github.evenkeel.run;

/** Unwinds a cancelled run, at the next point where it may be cancelled. */
public final class CancelledRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CancelledRun() {
        super("the run was cancelled", null, false, false);
    }
}
