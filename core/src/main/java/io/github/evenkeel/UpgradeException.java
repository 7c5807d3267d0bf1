package io.github.evenkeel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A roll that did not complete. Its leaves differ in what the caller can decide to do.
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

    /** All that was done until then; empty if nothing was touched, or after the exception was serialized. */
    public Optional<UpgradeReport> report() {
        return Optional.ofNullable(report);
    }

    /** Where and why the roll stopped; empty if it never began. */
    public Optional<Failure> failure() {
        return report().flatMap(UpgradeReport::failure);
    }
}
