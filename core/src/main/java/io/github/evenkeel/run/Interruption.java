package io.github.evenkeel.run;

import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;

/** Creates the exception for an interrupt of the caller's thread during a call. */
public final class Interruption {
    private Interruption() {}

    /** For the caller, who keeps the interrupt flag. */
    public static ServiceException of(String operation, String consequence) {
        return ServiceException.of(Outcome.UNKNOWN, operation, "the thread was interrupted; " + consequence);
    }
}
