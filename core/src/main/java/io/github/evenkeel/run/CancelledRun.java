package io.github.evenkeel.run;

/** Unwinds a run that was asked to end, at the next place where it may. */
public final class CancelledRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CancelledRun() {
        super("the run was cancelled", null, false, false);
    }
}
