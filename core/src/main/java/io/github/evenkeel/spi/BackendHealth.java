package io.github.evenkeel.spi;

/** How a load balancer finds a backend. */
public enum BackendHealth {
    /** Answers its health checks. */
    OK,
    /** Answers some of them. */
    WARNING,
    /** Answers none. */
    CRITICAL,
    /** Not checked, or not yet. */
    UNKNOWN;

    /** How far it is from being well: zero if it is. One of which nothing is known is as good as one that fails. */
    public int rank() {
        return switch (this) {
            case OK -> 0;
            case WARNING -> 1;
            case CRITICAL, UNKNOWN -> 2;
        };
    }
}
