package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.kubernetes.store.StatusException;

/** Response of an {@link EvictionWebhook} to an eviction. */
public sealed interface EvictionReview {
    /** The server continues with the eviction. */
    record Allowed() implements EvictionReview {}

    /**
     * The webhook denies the eviction.
     *
     * @param webhook name of the webhook, such as {@code evictions.example.com}
     * @param code of HTTP that the webhook chooses, from 400 to 599
     * @param why readable reason
     */
    record Denied(String webhook, int code, String why) implements EvictionReview {
        /** Checks the code. */
        public Denied {
            if (code < 400 || code > 599) {
                throw new IllegalArgumentException("code is " + code + "; a denial has one from 400 to 599");
            }
        }
    }

    /**
     * The server can't reach the webhook, and its failure policy is Fail.
     *
     * @param webhook name of the webhook
     * @param why such as {@code connect: connection refused}
     */
    record Unreachable(String webhook, String why) implements EvictionReview {}

    /** The server continues with the eviction. */
    static EvictionReview allowed() {
        return new Allowed();
    }

    /** The webhook denies the eviction, with a code of HTTP that it chooses. */
    static EvictionReview denied(String webhook, int code, String why) {
        return new Denied(webhook, code, why);
    }

    /** The server can't reach the webhook, and its failure policy is Fail. */
    static EvictionReview unreachable(String webhook, String why) {
        return new Unreachable(webhook, why);
    }

    /**
     * Does nothing if the eviction is allowed.
     *
     * @throws StatusException with the words of the real server
     */
    default void require() {
        if (this instanceof Denied denied) {
            throw StatusException.of(
                    denied.code,
                    reason(denied.code),
                    "admission webhook \"" + denied.webhook + "\" denied the request: " + denied.why);
        }
        if (this instanceof Unreachable unreachable) {
            throw StatusException.of(
                            500,
                            "InternalError",
                            "Internal error occurred: failed calling webhook \"" + unreachable.webhook
                                    + "\": failed to call webhook: " + unreachable.why)
                    .because(new StatusException.Cause(
                            "",
                            "failed calling webhook \"" + unreachable.webhook + "\": failed to call webhook: "
                                    + unreachable.why,
                            ""));
        }
    }

    /** The real server takes the reason from the webhook, which gives one that fits the code, or none. */
    private static String reason(int code) {
        return switch (code) {
            case 403 -> "Forbidden";
            case 429 -> "TooManyRequests";
            case 500 -> "InternalError";
            default -> "";
        };
    }
}
