package io.github.evenkeel;

import org.jspecify.annotations.Nullable;

/** Thrown when an operator has to act. {@link #failure()} says why, and lists the manual steps. */
public final class RunFailedException extends EvenkeelException {
    private static final long serialVersionUID = 1L;

    /** Describes the upgrade that the report holds. */
    public RunFailedException(UpgradeReport report, @Nullable Throwable cause) {
        super(describe(report.failure()), report, null, cause);
    }

    /** Describes the drain that the report holds. */
    public RunFailedException(DrainReport report, @Nullable Throwable cause) {
        super(describe(report.failure()), null, report, cause);
    }
}
