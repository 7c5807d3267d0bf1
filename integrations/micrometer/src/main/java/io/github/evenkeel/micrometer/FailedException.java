package io.github.evenkeel.micrometer;

/** Failure of a step or a roll, for observations; it is never thrown. */
final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
        super(message, null, false, false);
    }
}
