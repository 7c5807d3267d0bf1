package io.github.evenkeel.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call to a service failed, or its outcome is unknown.
 *
 * <p>The message holds no request or response body and no secret: it can be pasted into a ticket.
 */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the caller can do. */
    public enum Outcome {
        /** Too many calls. Nothing was changed; wait and retry. */
        THROTTLED,
        /** The service reports a failure of its own. The effect is unknown: read before retrying. */
        UNAVAILABLE,
        /** No response came. The effect is unknown: read before retrying. */
        UNKNOWN,
        /** The resource changed since it was read, or is busy. Nothing was changed: read again and decide anew. */
        CONFLICT,
        /** The resource does not exist, or the caller may not see it. */
        NOT_FOUND,
        /** The caller may not do this. */
        DENIED,
        /** The service does not accept the caller's credentials. A token that has just expired is replaced soon. */
        UNAUTHENTICATED,
        /** The service refuses the request; a retry won't help. */
        REJECTED
    }

    private final Outcome outcome;
    private final String operation;
    private final String reason;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;

    private ServiceException(Builder builder) {
        super(
                builder.operation + ": " + builder.message
                        + (builder.requestId == null ? "" : " (request " + builder.requestId + ")"),
                builder.cause);
        this.outcome = builder.outcome;
        this.operation = builder.operation;
        this.reason = builder.message;
        this.requestId = builder.requestId;
        this.retryAfter = builder.retryAfter;
    }

    /** A failed call of which no more is known; see {@link #builder}. */
    public static ServiceException of(Outcome outcome, String operation, String message) {
        return builder(outcome, operation, message).build();
    }

    /**
     * Begins the description of a failed call.
     *
     * @param outcome what the caller can do
     * @param operation call and resource: {@code UpdateBackend 10.0.10.3:30080 of set web}
     * @param message what the service said, without bodies or secrets
     */
    public static Builder builder(Outcome outcome, String operation, String message) {
        return new Builder(outcome, operation, message);
    }

    /** What the caller can do. */
    public Outcome outcome() {
        return outcome;
    }

    /** The call and its resource. */
    public String operation() {
        return operation;
    }

    /** What the service said. */
    public String reason() {
        return reason;
    }

    /** The service's id of the request, for its support. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** The service's Retry-After. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether a retry may succeed a little later, after the caller has read the state again. */
    public boolean isRetryable() {
        return switch (outcome) {
            case THROTTLED, UNAVAILABLE, UNKNOWN, CONFLICT -> true;
            case NOT_FOUND, DENIED, UNAUTHENTICATED, REJECTED -> false;
        };
    }

    /** Whether the service may have done what was requested: the caller has to read the state. */
    public boolean isOutcomeUnknown() {
        return outcome == Outcome.UNKNOWN || outcome == Outcome.UNAVAILABLE;
    }

    /** Makes a {@link ServiceException}. Not safe for use by several threads at once. */
    public static final class Builder {
        private final Outcome outcome;
        private final String operation;
        private final String message;
        private @Nullable String requestId;
        private @Nullable Duration retryAfter;
        private @Nullable Throwable cause;

        private Builder(Outcome outcome, String operation, String message) {
            this.outcome = Objects.requireNonNull(outcome, "outcome");
            this.operation = Objects.requireNonNull(operation, "operation");
            this.message = Objects.requireNonNull(message, "message");
        }

        /** The service's id of the request, for its support; by default none. */
        public Builder requestId(@Nullable String requestId) {
            this.requestId = requestId;
            return this;
        }

        /** The service's Retry-After; by default none. */
        public Builder retryAfter(@Nullable Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        /** The exception of the client; by default none. */
        public Builder cause(@Nullable Throwable cause) {
            this.cause = cause;
            return this;
        }

        /** Makes it. */
        public ServiceException build() {
            return new ServiceException(this);
        }
    }
}
