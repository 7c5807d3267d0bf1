package io.github.evenkeel.testkit.oci;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Immutable fault of a call. See {@link Faults#next} and {@link Faults#every}. */
public final class CallFault {
    /** Effect on the call. */
    enum Kind {
        ANSWER,
        LOST_BEFORE_EFFECT,
        LOST_AFTER_EFFECT,
        DELAYED
    }

    private final Kind kind;
    private final @Nullable OciAnswer answer;
    private final Duration delay;

    private CallFault(Kind kind, @Nullable OciAnswer answer, Duration delay) {
        this.kind = kind;
        this.answer = answer;
        this.delay = delay;
    }

    /**
     * The call is not done and is answered with an error, as in <a
     * href="https://docs.oracle.com/iaas/Content/API/References/apierrors.htm">API Errors</a>.
     *
     * @param status of HTTP, from 400
     * @param code the service's word for it, such as {@code TooManyRequests}
     * @param message for people
     */
    public static CallFault answer(int status, String code, String message) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status is " + status + "; an error has one from 400 to 599");
        }
        return new CallFault(Kind.ANSWER, OciAnswer.error(status, code, message), Duration.ZERO);
    }

    /** The call is done, but the connection is reset instead of an answer. */
    public static CallFault lostAfterEffect() {
        return new CallFault(Kind.LOST_AFTER_EFFECT, null, Duration.ZERO);
    }

    /** The call is not done, and the connection is reset instead of an answer. */
    public static CallFault lostBeforeEffect() {
        return new CallFault(Kind.LOST_BEFORE_EFFECT, null, Duration.ZERO);
    }

    /** The call is done at once, but its answer comes that much later. */
    public static CallFault delayed(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay is " + delay + "; it can't be negative");
        }
        return new CallFault(Kind.DELAYED, null, delay);
    }

    /**
     * The same fault with a {@code Retry-After} header, in whole seconds.
     *
     * @throws IllegalStateException if this is no {@link #answer}
     */
    public CallFault retryAfter(Duration wait) {
        if (answer == null) {
            throw new IllegalStateException("only an answer can have a Retry-After header, and this is " + kind);
        }
        return new CallFault(kind, answer.with("retry-after", Long.toString(wait.toSeconds())), delay);
    }

    Kind kind() {
        return kind;
    }

    /** Only of an {@link Kind#ANSWER}. */
    OciAnswer answer() {
        if (answer == null) {
            throw new IllegalStateException("a call that is " + kind + " has no answer of its own");
        }
        return answer;
    }

    Duration delay() {
        return delay;
    }
}
