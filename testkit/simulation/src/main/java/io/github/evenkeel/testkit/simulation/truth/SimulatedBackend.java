package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.spi.Backend;
import org.jspecify.annotations.Nullable;

/** Backend with its configuration and its actual state. */
public final class SimulatedBackend {
    /** What the service has been told. */
    public Backend config;

    /** Whether it really gets new connections: the balancer hears of a change some seconds later. */
    public boolean accepting;

    /** When it was told to drain; the greatest number if it was not. */
    public long drainedAt = Long.MAX_VALUE;

    /** When a service controller last cleared a drain of the run that was not made again since; very early if none. */
    public long clearedAt = Long.MIN_VALUE / 2;

    /** Whether the run has ever drained it; a backend that comes later is not for it to drain before pods leave. */
    public boolean everDrained;

    /** Whether it gets connections only as the balancer has not heard yet that a cleared drain was made again. */
    public boolean clearedUnheard;

    /** The app of which a ready pod has to be beside it; null if each node answers. */
    public @Nullable App answeredBy;

    public boolean healthy;

    /** When {@link #healthy} changed last. */
    public long healthChanged = Long.MIN_VALUE / 2;

    /** When this machine's backend was found well for the first time; the greatest number if it was not yet. */
    public long firstHealthy = Long.MAX_VALUE;

    /** When the last of the connections through it ends. */
    public long connectedUntil;

    /** Whether a service controller has cleared its drain, and it was not drained again. */
    public boolean isCleared() {
        return clearedAt >= 0;
    }

    /** A backend that gets nothing yet. */
    public SimulatedBackend(Backend config) {
        this.config = config;
    }
}
