package io.github.evenkeel.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that a service accepted and works on; OCI calls it a work request.
 *
 * @param id identity for the service
 * @param kind what is being done, in the service's words
 * @param state how it stands
 * @param detail why it failed, or how far it is; null if the service says nothing
 * @param requestId of the call that told this, for the provider's support; null if there was none
 * @param askAgainAfter how long the service wants to be left alone; null if it does not say
 */
public record Operation(
        String id,
        String kind,
        State state,
        @Nullable String detail,
        @Nullable String requestId,
        @Nullable Duration askAgainAfter) {
    /** How an operation stands. */
    public enum State {
        /** Accepted or being worked on. */
        IN_PROGRESS,
        /** Ended well; what it was to do is still worth a look. */
        SUCCEEDED,
        /** Ended without doing, or without doing all of, what was asked. */
        FAILED,
        /** Ended by somebody's wish. */
        CANCELED
    }

    /** Whether it will change no more. */
    public boolean ended() {
        return state != State.IN_PROGRESS;
    }
}
