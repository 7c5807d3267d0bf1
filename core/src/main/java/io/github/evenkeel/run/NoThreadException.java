package io.github.evenkeel.run;

/** A call that was not made, as no thread could be had for it. That may pass. */
public final class NoThreadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoThreadException(OutOfMemoryError cause) {
        super("no thread can be had: " + cause.getMessage(), cause);
    }
}
