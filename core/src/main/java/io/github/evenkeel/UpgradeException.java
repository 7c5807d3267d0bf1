package io.github.evenkeel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a roll did not complete. There is one subclass for each decision that a caller can make.
 *
 * <p>Messages hold no request body and no secret.
 */
public abstract sealed class UpgradeException extends RuntimeException
        permits PlanRefusedException, RetryableUpgradeException, UpgradeFailedException, UpgradeCancelledException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable UpgradeReport report;

    UpgradeException(String message, @Nullable UpgradeReport report, @Nullable Throwable cause) {
        super(message, cause);
        this.report = report;
    }

    /** What the roll did before it ended; empty if it changed nothing, or after the exception was serialized. */
    public Optional<UpgradeReport> report() {
        return Optional.ofNullable(report);
    }

    /** Where and why the roll stopped; empty if it never began. */
    public Optional<Failure> failure() {
        return report().flatMap(UpgradeReport::failure);
    }
}
