package io.github.evenkeel.spi;

/** Health of a backend by the checks of its load balancer. */
public enum BackendHealth {
    /** Passes its health checks. */
    OK,
    /** Passes some of them. */
    WARNING,
    /** Passes none. */
    CRITICAL,
    /** Not checked, or not yet. */
    UNKNOWN;

    /** Distance from healthy, zero if it is healthy. A backend of unknown health ranks as one that fails. */
    public int rank() {
        return switch (this) {
            case OK -> 0;
            case WARNING -> 1;
            case CRITICAL, UNKNOWN -> 2;
        };
    }
}
