package io.github.evenkeel;

import org.jspecify.annotations.Nullable;

/**
 * A service did not answer well for longer than the roll was told to bear. Everything touched was put back, or is
 * replaced: the same plan can be rolled again later, and goes on with the nodes that are left.
 */
public final class RetryableUpgradeException extends UpgradeException {
    private static final long serialVersionUID = 1L;

    /** Describes the failure that the report holds. */
    public RetryableUpgradeException(UpgradeReport report, @Nullable Throwable cause) {
        super(report.failure().map(Failure::toString).orElse("no failure is known"), report, cause);
    }
}
