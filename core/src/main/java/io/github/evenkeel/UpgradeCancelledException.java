package io.github.evenkeel;

/**
 * Thrown when a roll was cancelled. Each node is as it was or is replaced, unless {@link #failure()} says otherwise.
 */
public final class UpgradeCancelledException extends UpgradeException {
    private static final long serialVersionUID = 1L;

    /** Describes the cancelled roll that the report holds. */
    public UpgradeCancelledException(UpgradeReport report) {
        super("cancelled" + report.failure().map(failure -> "; " + failure).orElse(""), report, null);
    }
}
