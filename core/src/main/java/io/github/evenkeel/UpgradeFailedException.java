package io.github.evenkeel;

import org.jspecify.annotations.Nullable;

/** Something came out in a way that a person has to look at. {@link #failure()} says what, and what is left to do. */
public final class UpgradeFailedException extends UpgradeException {
    private static final long serialVersionUID = 1L;

    /** Describes the failure that the report holds. */
    public UpgradeFailedException(UpgradeReport report, @Nullable Throwable cause) {
        super(report.failure().map(Failure::toString).orElse("no failure is known"), report, cause);
    }
}
