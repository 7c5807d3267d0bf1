package io.github.evenkeel;

/**
 * Thrown when the pod in which an upgrade runs is evicted from its node, which {@link UpgradePlan#withOwnPod} allows:
 * the process has stopped where it was, undone nothing, and released the lock. The next pod calls
 * {@link UpgradePlan#recover()}.
 */
public final class RunHandedOverException extends EvenkeelException {
    private static final long serialVersionUID = 1L;

    /** Describes the upgrade that the report holds. */
    public RunHandedOverException(UpgradeReport report, String message) {
        super(message, report, null, null);
    }
}
