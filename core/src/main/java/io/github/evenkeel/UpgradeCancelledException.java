package io.github.evenkeel;

/** The roll ended because it was asked to. No node is left half done, unless {@link #failure()} says so. */
public final class UpgradeCancelledException extends UpgradeException {
    private static final long serialVersionUID = 1L;

    /** Names what was done until then. */
    public UpgradeCancelledException(UpgradeReport report) {
        super("cancelled" + report.failure().map(failure -> "; " + failure).orElse(""), report, null);
    }
}
