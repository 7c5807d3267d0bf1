package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.spi.Backend;

/** Backend with its configuration and its actual state. */
public final class SimulatedBackend {
    /** What the service has been told. */
    public Backend config;

    /** Whether it really gets new connections: the balancer hears of a change some seconds later. */
    public boolean accepting;

    /** When it was told to drain; the greatest number if it was not. */
    public long drainedAt = Long.MAX_VALUE;

    public boolean healthy;

    /** When {@link #healthy} changed last. */
    public long healthChanged = Long.MIN_VALUE / 2;

    /** When this machine's backend was found well for the first time; the greatest number if it was not yet. */
    public long firstHealthy = Long.MAX_VALUE;

    /** When the last of the connections through it ends. */
    public long connectedUntil;

    /** A backend that gets nothing yet. */
    public SimulatedBackend(Backend config) {
        this.config = config;
    }
}
