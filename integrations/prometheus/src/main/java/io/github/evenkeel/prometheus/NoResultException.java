package io.github.evenkeel.prometheus;

/** Thrown when a query has no result that can be relied on; the message says what came instead. */
final class NoResultException extends Exception {
    private static final long serialVersionUID = 1L;

    NoResultException(String message) {
        super(message);
    }
}
