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

    /** Nodes that are under way, in the order in which they began; none between them and before the first. */
    List<NodeProgress> nodesUnderWay();

    /** Current step of the node that has been under way for longest, else of the run; empty before the first. */
    Optional<Step> step();

    /** Resource that this step works on; empty before the first. */
    Optional<String> object();

    /** What this step waits for; empty if it does not wait. */
    Optional<String> waitingFor();

    /** How many nodes are replaced. */
    int nodesDone();

    /** How many nodes the plan has. */
    int nodes();

    /** Time since it began. */
    Duration elapsed();

    /** What was forecast when the roll was decided; empty before that. */
    Optional<Forecast> forecast();

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
