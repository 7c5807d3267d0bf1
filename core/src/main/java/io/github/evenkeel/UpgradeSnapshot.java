package io.github.evenkeel;

import io.github.evenkeel.spi.AnsweredRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Immutable state of a roll at one moment.
 *
 * <p>Only the library creates it; components may be added in any release.
 *
 * @param runId of this run
 * @param state whether it is running
 * @param step current step; empty before the first
 * @param object that the step works on; empty before the first
 * @param waitingFor what it waits for; empty if it does not wait
 * @param nodesDone number of replaced nodes
 * @param nodes number of nodes in the plan
 * @param elapsed time since it began
 * @param requests requests that came with the lock and that the run has answered, the latest 50, in their order
 */
public record UpgradeSnapshot(
        String runId,
        State state,
        Optional<Step> step,
        Optional<String> object,
        Optional<String> waitingFor,
        int nodesDone,
        int nodes,
        Duration elapsed,
        List<AnsweredRequest> requests) {
    /** Copies the list. */
    public UpgradeSnapshot {
        requests = List.copyOf(requests);
    }

    /** Whether a roll is running. */
    public enum State {
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
