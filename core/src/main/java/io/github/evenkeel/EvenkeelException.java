package io.github.evenkeel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when an upgrade or a drain did not complete. There is one subclass for each decision that a caller can make,
 * the same for both.
 *
 * <p>{@link #failure()} has the resource, the step, the expected and the actual state, the time spent, the service's
 * request id, what was rolled back, and the manual steps that remain. Messages hold no request body and no secret.
 *
 * <p>Only the library creates these exceptions; their constructors may change in any release.
 */
public abstract sealed class EvenkeelException extends RuntimeException
        permits PlanRefusedException,
                RetryableRunException,
                RunFailedException,
                RunCancelledException,
                RunHandedOverException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable UpgradeReport upgradeReport;
    private final transient @Nullable DrainReport drainReport;

    EvenkeelException(
            String message,
            @Nullable UpgradeReport upgradeReport,
            @Nullable DrainReport drainReport,
            @Nullable Throwable cause) {
        super(message, cause);
        this.upgradeReport = upgradeReport;
        this.drainReport = drainReport;
    }

    /**
     * What the upgrade did before it ended; empty if it changed nothing, if a drain threw this, or after the exception
     * was serialized.
     */
    public Optional<UpgradeReport> upgradeReport() {
        return Optional.ofNullable(upgradeReport);
    }

    /**
     * What the drain did before it ended; empty if it changed nothing, if an upgrade threw this, or after the exception
     * was serialized.
     */
    public Optional<DrainReport> drainReport() {
        return Optional.ofNullable(drainReport);
    }

    /** Where and why it stopped; empty if it never began. */
    public Optional<Failure> failure() {
        return upgradeReport().flatMap(UpgradeReport::failure).or(() -> drainReport()
                .flatMap(DrainReport::failure));
    }

    static String describe(Optional<Failure> failure) {
        return failure.map(Failure::toString).orElse("no failure recorded");
    }
}
