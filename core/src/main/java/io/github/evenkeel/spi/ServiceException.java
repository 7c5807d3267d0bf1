package io.github.evenkeel.spi;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to a service that did not do what it was asked, or of which that is not known.
 *
 * <p>The message holds no request or response body and no secret: it can be pasted into a ticket.
 */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What may be done about it. */
    public enum Outcome {
        /** Too many calls. Nothing was changed; wait and ask again. */
        THROTTLED,
        /** The service failed, and says so. Nothing is known of the effect. */
        UNAVAILABLE,
        /** No answer came. Nothing is known of the effect: read before doing it again. */
        UNKNOWN,
        /** The thing changed since it was read, or is busy. Nothing was changed: read again and decide anew. */
        CONFLICT,
        /** There is no such thing, or the caller may not know of it. */
        NOT_FOUND,
        /** The caller may not do this. */
        DENIED,
        /** The service does not accept the caller's credentials. A token that has just expired is replaced soon. */
        UNAUTHENTICATED,
        /** The service understood and refuses; asking again won't help. */
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
     * @param outcome what may be done about it
     * @param operation what was called, on what: {@code UpdateBackend 10.0.10.3:30080 of set web}
     * @param message what the service said, without bodies or secrets
     * @param requestId the service's, for its support; null if it gave none
     * @param retryAfter how long the service wants to be left alone; null if it did not say
     * @param cause the client's own exception; null if there was none
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

    /** What may be done about it. */
    public Outcome outcome() {
        return outcome;
    }

    /** What was called, on what. */
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

    /** How long the service wants to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same call may do better a little later, after a look at what the first one did. */
    public boolean isRetryable() {
        return switch (outcome) {
            case THROTTLED, UNAVAILABLE, UNKNOWN, CONFLICT -> true;
            case NOT_FOUND, DENIED, UNAUTHENTICATED, REJECTED -> false;
        };
    }

    /** Whether the service may have done all the same what it was asked to do: a look at it tells. */
    public boolean isOutcomeUnknown() {
        return outcome == Outcome.UNKNOWN || outcome == Outcome.UNAVAILABLE;
    }
}
