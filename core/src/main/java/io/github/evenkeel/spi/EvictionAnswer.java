package io.github.evenkeel.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Immutable response of the API server to an eviction.
 *
 * @param verdict meaning of the response
 * @param message of the server; empty if it sent none
 * @param retryAfter the server's Retry-After; empty if it sent none
 */
public record EvictionAnswer(Verdict verdict, Optional<String> message, Optional<Duration> retryAfter) {
    /** Meaning of a response. */
    public enum Verdict {
        /** Accepted: the pod is terminating, and not gone yet. */
        ACCEPTED,
        /** The pod no longer exists; another may have its name. */
        GONE,
        /** A budget allows no disruption now. */
        BUDGET_EXHAUSTED,
        /** A budget is new, and its controller has not counted its pods yet. */
        BUDGET_NOT_OBSERVED,
        /** The server throttles its clients. */
        THROTTLED,
        /** The namespace is being deleted, and its pods with it. */
        NAMESPACE_TERMINATING,
        /** More than one budget covers the pod; the server never evicts such a pod. */
        SEVERAL_BUDGETS,
        /**
         * Something other than a budget refuses this eviction, such as an admission webhook, and the message names it.
         * The response is about this pod alone, and may differ later: some webhooks deny an eviction until an operator
         * has moved the pod.
         */
        REFUSED
    }

    /** Refuses null. */
    public EvictionAnswer {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** Creates a response without message and Retry-After. */
    public static EvictionAnswer of(Verdict verdict) {
        return new EvictionAnswer(verdict, Optional.empty(), Optional.empty());
    }

    /** Creates a response without Retry-After. */
    public static EvictionAnswer of(Verdict verdict, String message) {
        return new EvictionAnswer(verdict, Optional.of(message), Optional.empty());
    }
}
