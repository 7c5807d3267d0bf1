package io.github.evenkeel.spi;

/**
 * How a backend set keeps a client at the backend that it was first sent to. A drained backend still gets the requests
 * of clients that it knows; only one that is offline does not.
 *
 * @param kind whose cookie tells the client's backend
 * @param cookie name of that cookie
 * @param fallback what becomes of a client whose backend gets nothing any more
 */
public record SessionPersistence(Kind kind, String cookie, Fallback fallback) {
    /** Whose cookie tells the client's backend. */
    public enum Kind {
        /** One that the application sets. */
        APPLICATION_COOKIE,
        /** One that the load balancer sets by itself. */
        LOAD_BALANCER_COOKIE
    }

    /** What becomes of a client whose backend gets nothing any more. */
    public enum Fallback {
        /** Another backend gets its requests. */
        TO_ANOTHER_BACKEND,
        /** Its requests fail. */
        NONE
    }
}
