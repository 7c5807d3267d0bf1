package io.github.evenkeel;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a service failed for longer than the plan's patience. Each node is as it was or is replaced; a drained
 * node is as it was, though some of its pods may run elsewhere. Run the same plan again later: it continues with what
 * remains.
 */
public final class RetryableRunException extends EvenkeelException {
    private static final long serialVersionUID = 1L;

    /** Describes the upgrade that the report holds. */
    public RetryableRunException(UpgradeReport report, @Nullable Throwable cause) {
        super(describe(report.failure()), report, null, cause);
    }

    /** Describes the drain that the report holds. */
    public RetryableRunException(DrainReport report, @Nullable Throwable cause) {
        super(describe(report.failure()), null, report, cause);
    }
}
