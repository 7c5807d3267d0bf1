package io.github.evenkeel.spi;

/**
 * Immutable session persistence of a backend set: how clients stay with their first backend. A drained backend still
 * gets the requests of its clients; an offline one does not.
 *
 * @param kind what sets the cookie that names the client's backend
 * @param cookie name of that cookie
 * @param fallback what happens to a client whose backend gets no traffic any more
 */
public record SessionPersistence(Kind kind, String cookie, Fallback fallback) {
    /** What sets the cookie that names the client's backend. */
    public enum Kind {
        /** The application. */
        APPLICATION_COOKIE,
        /** The load balancer. */
        LOAD_BALANCER_COOKIE
    }

    /** What happens to a client whose backend gets no traffic any more. */
    public enum Fallback {
        /** Another backend gets its requests. */
        TO_ANOTHER_BACKEND,
        /** Its requests fail. */
        NONE
    }
}
