package io.github.evenkeel.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable state of an operation that a service has accepted; OCI calls it a work request.
 *
 * @param id identity for the service
 * @param kind what it does, in the service's words
 * @param state whether it has ended, and how
 * @param detail why it failed, or how far it is; empty if the service says nothing
 * @param requestId of the call that returned this, for the provider's support; empty if there was none
 * @param askAgainAfter the service's Retry-After; empty if it sent none
 */
public record Operation(
        String id,
        String kind,
        State state,
        Optional<String> detail,
        Optional<String> requestId,
        Optional<Duration> askAgainAfter) {
    /** Refuses null. */
    @MadeByBuilder
    public Operation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(askAgainAfter, "askAgainAfter");
    }

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

    /**
     * Begins one with what all of them have.
     *
     * @param id identity for the service
     * @param state how it stands
     */
    public static Builder builder(String id, State state) {
        return new Builder(id, state);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, state);
        builder.kind = kind;
        builder.detail = detail;
        builder.requestId = requestId;
        builder.askAgainAfter = askAgainAfter;
        return builder;
    }

    /** Makes a {@link Operation}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String id;
        private State state;
        private String kind = "";
        private Optional<String> detail = Optional.empty();
        private Optional<String> requestId = Optional.empty();
        private Optional<Duration> askAgainAfter = Optional.empty();

        private Builder(String id, State state) {
            this.id = Objects.requireNonNull(id, "id");
            this.state = Objects.requireNonNull(state, "state");
        }

        /** See {@link Operation#id()}. */
        public Builder id(String id) {
            this.id = Objects.requireNonNull(id, "id");
            return this;
        }

        /** See {@link Operation#state()}. */
        public Builder state(State state) {
            this.state = Objects.requireNonNull(state, "state");
            return this;
        }

        /** See {@link Operation#kind()}; by default empty. */
        public Builder kind(String kind) {
            this.kind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /** See {@link Operation#detail()}; by default, and for null, none. */
        public Builder detail(@Nullable String detail) {
            this.detail = Optional.ofNullable(detail);
            return this;
        }

        /** See {@link Operation#requestId()}; by default, and for null, none. */
        public Builder requestId(@Nullable String requestId) {
            this.requestId = Optional.ofNullable(requestId);
            return this;
        }

        /** See {@link Operation#askAgainAfter()}; by default, and for null, none. */
        public Builder askAgainAfter(@Nullable Duration askAgainAfter) {
            this.askAgainAfter = Optional.ofNullable(askAgainAfter);
            return this;
        }

        /** Makes it. */
        public Operation build() {
            return new Operation(id, kind, state, detail, requestId, askAgainAfter);
        }
    }
}
