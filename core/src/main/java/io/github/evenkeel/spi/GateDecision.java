package io.github.evenkeel.spi;

import java.time.Duration;
import java.util.Objects;

/** Immutable decision of a gate: proceed, wait, or stop. */
public final class GateDecision {
    /** Kind of a decision. */
    public enum Kind {
        /** It may begin. */
        PROCEED,
        /** It may not begin yet. The gate is asked again. */
        WAIT,
        /** The roll stops before it begins. */
        STOP
    }

    private static final GateDecision PROCEED = new GateDecision(Kind.PROCEED, "", Duration.ZERO);

    private final Kind kind;
    private final String reason;
    private final Duration askAgainAfter;

    private GateDecision(Kind kind, String reason, Duration askAgainAfter) {
        this.kind = kind;
        this.reason = reason;
        this.askAgainAfter = askAgainAfter;
    }

    /** It may begin. */
    public static GateDecision proceed() {
        return PROCEED;
    }

    /**
     * It may not begin yet.
     *
     * @param reason for events, reports and people: {@code opens at 22:00}
     * @param askAgainAfter when to ask again; it is at least a second, and at most an hour
     */
    public static GateDecision waitFor(String reason, Duration askAgainAfter) {
        return new GateDecision(
                Kind.WAIT,
                Objects.requireNonNull(reason, "reason"),
                Objects.requireNonNull(askAgainAfter, "askAgainAfter"));
    }

    /**
     * The roll stops, with this as its failure.
     *
     * @param reason for events, reports and people
     */
    public static GateDecision stop(String reason) {
        return new GateDecision(Kind.STOP, Objects.requireNonNull(reason, "reason"), Duration.ZERO);
    }

    /** Kind of the decision. */
    public Kind kind() {
        return kind;
    }

    /** Why it does not proceed; empty if it does. */
    public String reason() {
        return reason;
    }

    /** When to ask again; zero unless it waits. */
    public Duration askAgainAfter() {
        return askAgainAfter;
    }

    /** Whether it may begin. */
    public boolean proceeds() {
        return kind == Kind.PROCEED;
    }

    @Override
    public String toString() {
        return kind == Kind.PROCEED ? "proceed" : (kind == Kind.WAIT ? "wait: " : "stop: ") + reason;
    }
}
