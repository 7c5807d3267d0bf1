package io.github.evenkeel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a roll stands at one moment.
 *
 * @param runId of this run
 * @param state whether it goes on
 * @param step under way; null before the first
 * @param object the step is about; null before the first
 * @param waitingFor what it waits for; null if it does not wait
 * @param nodesDone how many nodes are replaced
 * @param nodes how many the plan is about
 * @param elapsed time since it began
 */
public record UpgradeSnapshot(
        String runId,
        State state,
        @Nullable Step step,
        @Nullable String object,
        @Nullable String waitingFor,
        int nodesDone,
        int nodes,
        Duration elapsed) {
    /** Whether a roll goes on. */
    public enum State {
        /** It goes on. */
        RUNNING,
        /** It was asked to pause, and does or will where it can. */
        PAUSED,
        /** It was asked to stop, and puts back or finishes what it has begun. */
        CANCELLING,
        /** It has ended. */
        ENDED
    }
}
