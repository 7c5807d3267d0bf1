package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import java.time.Duration;

/** How a request is to go wrong, see {@link KubernetesFaults}. */
public sealed interface RequestFault {
    /**
     * The request is refused.
     *
     * @param code of HTTP, from 400 to 599
     * @param reason such as InternalError
     * @param message for people
     * @param retryAfter how long the client is to wait, in whole seconds; zero for no advice
     */
    record Refused(int code, String reason, String message, Duration retryAfter) implements RequestFault {
        /** Checks the code. */
        public Refused {
            if (code < 400 || code > 599) {
                throw new IllegalArgumentException("code is " + code + "; an error has one from 400 to 599");
            }
        }

        StatusException answer() {
            return StatusException.of(code, reason, message).retryAfter(Math.toIntExact(retryAfter.toSeconds()));
        }
    }

    /** The connection is closed instead of an answer. */
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
