package io.github.evenkeel;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a drain stops before the node is empty. The report says why, what was rolled back, and which manual steps
 * remain.
 */
public final class DrainFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DrainReport report;

    /** Describes the failure that the report holds. */
    public DrainFailedException(DrainReport report, @Nullable Throwable cause) {
        super(report.failure().map(Failure::toString).orElse("no failure recorded"), cause);
        this.report = report;
    }

    /** The report; null after the exception was serialized. */
    public DrainReport report() {
        return report;
    }
}
