package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import org.junit.jupiter.api.function.Executable;

/** Assertions about calls that a port refuses. */
final class Refused {
    private Refused() {}

    /** Requires that the call fails, with that outcome and with words of its own. */
    static ServiceException with(Outcome outcome, Executable call) {
        ServiceException refused = assertThrows(ServiceException.class, call);
        assertEquals(outcome, refused.outcome(), () -> "outcome of: " + refused.getMessage());
        assertFalse(refused.operation().isBlank(), "a failure says what was called");
        assertFalse(refused.reason().isBlank(), "a failure says why");
        return refused;
    }
}
