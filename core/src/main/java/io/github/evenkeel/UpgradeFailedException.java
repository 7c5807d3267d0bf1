package io.github.evenkeel;

import org.jspecify.annotations.Nullable;

/** Thrown when an operator has to act. {@link #failure()} says why, and lists the manual steps. */
public final class UpgradeFailedException extends UpgradeException {
    private static final long serialVersionUID = 1L;

    /** Describes the failure that the report holds. */
    public UpgradeFailedException(UpgradeReport report, @Nullable Throwable cause) {
        super(report.failure().map(Failure::toString).orElse("no failure recorded"), report, cause);
    }
}
