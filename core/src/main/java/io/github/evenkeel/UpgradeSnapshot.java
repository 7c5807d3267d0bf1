package io.github.evenkeel;

import io.github.evenkeel.spi.AnsweredRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Immutable state of a roll at one moment. Only the library implements it; methods may be added in any release. */
public interface UpgradeSnapshot {
    /** Identity of the run. */
    String runId();

    /** Whether it is running. */
    State state();

    /** Current step; empty before the first. */
    Optional<Step> step();

    /** Resource that the step works on; empty before the first. */
    Optional<String> object();

    /** What it waits for; empty if it does not wait. */
    Optional<String> waitingFor();

    /** How many nodes are replaced. */
    int nodesDone();

    /** How many nodes the plan has. */
    int nodes();

    /** Time since it began. */
    Duration elapsed();

    /** Requests that came with the lock and that the run has answered, the latest 50, in their order. */
    List<AnsweredRequest> requests();

    /** Whether a roll is running. */
    enum State {
        /** It is running. */
        RUNNING,
        /** A pause was requested: it pauses at the next point where it can. */
        PAUSED,
        /** A stop was requested: it begins no other node, finishes those under way, and ends. */
        STOPPING,
        /** A cancel was requested: it restores or finishes the node that it has begun. */
        CANCELLING,
        /** It has ended. */
        ENDED
    }
}
