package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run expects of a probe. */
public abstract class AvailabilityProbeContract {
    private AvailabilityProbeFixture fixture;
    private AvailabilityProbe port;

    /** For subclasses. */
    protected AvailabilityProbeContract() {}

    /** Starts an application that is available. */
    protected abstract AvailabilityProbeFixture fixture();

    @BeforeEach
    final void start() {
        fixture = fixture();
        port = fixture.port();
    }

    @AfterEach
    final void close() {
        fixture.close();
    }

    @Test
    void saysAtWhatItLooksWithoutALook() {
        String target = port.target();
        assertFalse(target.isBlank());

        fixture.makeUnreachable();

        assertEquals(target, port.target());
    }

    @Test
    void findsAnApplicationAvailableAsOftenAsItLooks() {
        for (int look = 0; look < 3; look++) {
            ProbeResult found = port.look();

            assertTrue(found.available(), found::detail);
            assertFalse(found.detail().isBlank());
        }
    }

    @Test
    void findsAnApplicationThatDoesNotDoItsWorkUnavailableAndSaysWhatWasSeen() {
        fixture.makeUnavailable();

        ProbeResult found = port.look();

        assertFalse(found.available(), found::detail);
        assertFalse(found.detail().isBlank());
    }

    /** A run takes what a probe throws for a look that found the application unavailable. */
    @Test
    void neverFindsAnApplicationAvailableThatItCanNotReach() {
        fixture.makeUnreachable();

        assertFalse(isFoundAvailable());
        assertFalse(isFoundAvailable());
    }

    @Test
    void remembersNothingOfEarlierLooks() {
        fixture.makeUnreachable();
        assertFalse(isFoundAvailable());

        fixture.makeAvailable();
        assertTrue(isFoundAvailable());

        fixture.makeUnavailable();
        assertFalse(isFoundAvailable());

        fixture.makeAvailable();
        assertTrue(isFoundAvailable());
    }

    private boolean isFoundAvailable() {
        try {
            return port.look().available();
        } catch (RuntimeException | Error thrown) {
            return false;
        }
    }
}
