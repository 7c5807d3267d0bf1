package io.github.evenkeel;

/**
 * Thrown when an upgrade or a drain was cancelled. Each node is as it was or is replaced, unless {@link #failure()}
 * lists manual steps.
 */
public final class RunCancelledException extends EvenkeelException {
    private static final long serialVersionUID = 1L;

    /** Describes the upgrade that the report holds. */
    public RunCancelledException(UpgradeReport report) {
        super("cancelled" + report.failure().map(failure -> "; " + failure).orElse(""), report, null, null);
    }

    /** Describes the drain that the report holds. */
    public RunCancelledException(DrainReport report) {
        super("cancelled" + report.failure().map(failure -> "; " + failure).orElse(""), null, report, null);
    }
}
