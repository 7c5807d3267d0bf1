package io.github.evenkeel.run;

/** Thrown when no thread could be started for a call. A retry may succeed. */
public final class NoThreadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoThreadException(OutOfMemoryError cause) {
        super("no thread can be had: " + cause.getMessage(), cause);
    }
}
