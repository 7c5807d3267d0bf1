package io.github.evenkeel;

import org.jspecify.annotations.Nullable;

/** A drain that did not come to its end. The report says why, what was put back, and what is left to do. */
public final class DrainFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DrainReport report;

    /** Describes the failure that the report holds. */
    public DrainFailedException(DrainReport report, @Nullable Throwable cause) {
        super(report.failure().map(Failure::toString).orElse("no failure is known"), cause);
        this.report = report;
    }

    /** All that was done; null after the exception was serialized. */
    public DrainReport report() {
        return report;
    }
}
