package io.github.evenkeel.testkit.oci;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fault of a work request. See {@link Faults#nextWorkRequest}. */
public final class WorkRequestFault {
    private final boolean takesEffect;
    private final @Nullable String failure;
    private final boolean leavesFailed;

    private WorkRequestFault(boolean takesEffect, @Nullable String failure, boolean leavesFailed) {
        this.takesEffect = takesEffect;
        this.failure = failure;
        this.leavesFailed = leavesFailed;
    }

    /** It ends FAILED with that message, and nothing has changed. */
    public static WorkRequestFault failed(String message) {
        return new WorkRequestFault(false, message, false);
    }

    /** It ends FAILED with that message, though all was done. */
    public static WorkRequestFault failedAfterEffect(String message) {
        return new WorkRequestFault(true, message, false);
    }

    /** It ends SUCCEEDED, though nothing has changed. */
    public static WorkRequestFault succeededWithoutEffect() {
        return new WorkRequestFault(false, null, false);
    }

    /**
     * It ends FAILED with that message, and its network load balancer is FAILED from then on: it goes on to serve, and
     * a change that succeeds makes it ACTIVE again.
     */
    public static WorkRequestFault leavingBalancerFailed(String message) {
        return new WorkRequestFault(false, message, true);
    }

    boolean takesEffect() {
        return takesEffect;
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    boolean leavesFailed() {
        return leavesFailed;
    }
}
