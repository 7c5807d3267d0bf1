package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import java.time.Duration;

/** Fault of a request, see {@link KubernetesFaults}. */
public sealed interface RequestFault {
    /**
     * The request is refused.
     *
     * @param code of HTTP, from 400 to 599
     * @param reason such as InternalError
     * @param message readable
     * @param retryAfter how long the client should wait, in whole seconds; zero for none
     */
    record Refused(int code, String reason, String message, Duration retryAfter) implements RequestFault {
        /** Checks the code. */
        public Refused {
            if (code < 400 || code > 599) {
                throw new IllegalArgumentException("code is " + code + "; an error has one from 400 to 599");
            }
        }

        ApiAnswer answer() {
            return ApiAnswer.refusal(
                    StatusException.of(code, reason, message).retryAfter(Math.toIntExact(retryAfter.toSeconds())));
        }
    }

    /**
     * The request is turned away before the API looks at it, as by priority and fairness, or by a server that shuts
     * down: a line of plain text and the header Retry-After, without a Status object.
     *
     * @param code of HTTP, 429 or 503
     * @param retryAfter how long the client should wait, in whole seconds; at least one
     */
    record TurnedAway(int code, Duration retryAfter) implements RequestFault {
        /** Checks code and time. */
        public TurnedAway {
            if (code != 429 && code != 503) {
                throw new IllegalArgumentException("code is " + code + "; a server turns away with 429 or 503");
            }
            if (retryAfter.toSeconds() < 1) {
                throw new IllegalArgumentException("retryAfter is " + retryAfter + "; needed is a second or more");
            }
        }

        ApiAnswer answer() {
            String text = code == 429
                    ? "Too many requests, please try again later.\n"
                    : "The apiserver is shutting down, please try again later.\n";
            return ApiAnswer.turnedAway(code, text, Math.toIntExact(retryAfter.toSeconds()));
        }
    }

    /** The server closes the connection instead of responding. */
    enum Lost implements RequestFault {
        /** Nothing is done. */
        BEFORE_EFFECT,
        /** It is done. */
        AFTER_EFFECT
    }

    /** A refusal without advice when to come back. */
    static RequestFault refused(int code, String reason, String message) {
        return new Refused(code, reason, message, Duration.ZERO);
    }
}
