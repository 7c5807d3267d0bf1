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
    UNKNOWN
}
