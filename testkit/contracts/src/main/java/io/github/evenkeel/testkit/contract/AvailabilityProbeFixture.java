package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.spi.AvailabilityProbe;

/** A probe that is under test, and the application at which it looks. The application is available at first. */
public interface AvailabilityProbeFixture extends AutoCloseable {
    /** The port under test, the same each time. */
    AvailabilityProbe port();

    /** From now on the application does its work. */
    void makeAvailable();

    /** From now on the application answers, and does not do its work. */
    void makeUnavailable();

    /** From now on the application can't be reached, so that a look at it fails. */
    void makeUnreachable();

    /** Ends what the fixture has started. */
    @Override
    void close();
}
