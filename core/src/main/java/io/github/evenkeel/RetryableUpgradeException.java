package io.github.evenkeel;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a service failed for longer than the roll's patience. Each node is as it was or is replaced. Roll the
 * same plan again later: it continues with the remaining nodes.
 */
public final class RetryableUpgradeException extends UpgradeException {
    private static final long serialVersionUID = 1L;

    /** Describes the failure that the report holds. */
    public RetryableUpgradeException(UpgradeReport report, @Nullable Throwable cause) {
        super(report.failure().map(Failure::toString).orElse("no failure recorded"), report, cause);
    }
}
