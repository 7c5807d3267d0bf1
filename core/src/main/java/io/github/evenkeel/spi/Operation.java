package io.github.evenkeel.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Immutable state of an operation that a service has accepted; OCI calls it a work request.
 *
 * @param id identity for the service
 * @param kind what it does, in the service's words
 * @param state whether it has ended, and how
 * @param detail why it failed, or how far it is; null if the service says nothing
 * @param requestId of the call that returned this, for the provider's support; null if there was none
 * @param askAgainAfter the service's Retry-After; null if it sent none
 */
public record Operation(
        String id,
        String kind,
        State state,
        @Nullable String detail,
        @Nullable String requestId,
        @Nullable Duration askAgainAfter) {
    /** State of an operation. */
    public enum State {
        /** Accepted or in progress. */
        IN_PROGRESS,
        /** Succeeded; the caller still checks its effect. */
        SUCCEEDED,
        /** Failed: it did not do all that was requested. */
        FAILED,
        /** Canceled by a client of the service. */
        CANCELED
    }

    /** Whether it has ended. */
    public boolean ended() {
        return state != State.IN_PROGRESS;
    }
}
