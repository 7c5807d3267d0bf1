package io.github.evenkeel.spi;

import java.time.Duration;
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

    /**
     * Describes a failed call.
     *
     * @param outcome what the caller can do
     * @param operation call and resource: {@code UpdateBackend 10.0.10.3:30080 of set web}
     * @param message what the service said, without bodies or secrets
     * @param requestId of the service, for its support; null if it sent none
     * @param retryAfter the service's Retry-After; null if it sent none
     * @param cause exception of the client; null if there was none
     */
    public ServiceException(
            Outcome outcome,
            String operation,
            String message,
            @Nullable String requestId,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(operation + ": " + message + (requestId == null ? "" : " (request " + requestId + ")"), cause);
        this.outcome = outcome;
        this.operation = operation;
        this.reason = message;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
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
}
