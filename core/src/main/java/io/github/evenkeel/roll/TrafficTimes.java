package io.github.evenkeel.roll;

import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moments at which the traffic of a node changed, by the clock of the run. Connections end during a pause, too. What
 * another process has done is not among them. Used only by the thread of the node's run.
 */
final class TrafficTimes {
    private final Scheduler scheduler;
    private final Waits waits;
    private @Nullable Duration drainedAt;
    private @Nullable Duration connectionDrain;
    private @Nullable Duration outAt;

    TrafficTimes(Scheduler scheduler, Waits waits) {
        this.scheduler = scheduler;
        this.waits = waits;
    }

    /** Its backends are drained. */
    void drained() {
        drainedAt = scheduler.elapsed();
    }

    /** When its backends were drained; not when another party's change made that necessary again. */
    Optional<Duration> drainedAt() {
        return Optional.ofNullable(drainedAt);
    }

    /** The time for connections is over, which has counted since then. */
    void connectionsEnd(Duration since) {
        connectionDrain = scheduler.elapsed().minus(since);
    }

    /** How long connections through it had, from the last drain of its backends. */
    Optional<Duration> connectionDrain() {
        return Optional.ofNullable(connectionDrain);
    }

    /** Its successor's backends serve without its own. */
    void out() {
        outAt = waits.elapsed();
    }

    /** When its successor's backends came to serve without its own. */
    Optional<Duration> outAt() {
        return Optional.ofNullable(outAt);
    }
}
