package io.github.evenkeel.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the API server said to an eviction.
 *
 * @param verdict what it comes down to
 * @param message the server's own; null if it had none
 * @param retryAfter how long the server wants to be left alone; null if it did not say
 */
public record EvictionAnswer(Verdict verdict, @Nullable String message, @Nullable Duration retryAfter) {
    /** What an answer comes down to. */
    public enum Verdict {
        /** Accepted: the pod is on its way out, and not gone yet. */
        ACCEPTED,
        /** There is no such pod any more, whatever has its name now. */
        GONE,
        /** A budget has none to give. */
        BUDGET_EXHAUSTED,
        /** A budget is so new that its controller has not counted yet. */
        BUDGET_NOT_OBSERVED,
        /** The server has too much to do. */
        THROTTLED,
        /** The namespace is being deleted: its pods leave by themselves. */
        NAMESPACE_TERMINATING,
        /** More than one budget covers the pod; the server never evicts such a pod. */
        SEVERAL_BUDGETS,
        /**
         * Something else than a budget refuses this eviction, such as an admission webhook, and the message names it.
         * The answer is about this pod alone, and may be another one later: some webhooks deny until an operator has
         * moved the pod.
         */
        REFUSED
    }

    /** An answer without words. */
    public static EvictionAnswer of(Verdict verdict) {
        return new EvictionAnswer(verdict, null, null);
    }
}
