package io.github.evenkeel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one node.
 *
 * @param node its name
 * @param instanceId of the machine it ran on; "" if it was replaced before the run was resumed
 * @param address it had
 * @param result what became of it
 * @param replacement the name of the node in its place; null if there is none yet
 * @param replacementInstanceId of the machine in its place; null if there is none yet
 * @param replacementAddress of the machine in its place; null if there is none yet
 * @param steps taken, in order
 */
public record NodeReport(
        String node,
        String instanceId,
        String address,
        Result result,
        @Nullable String replacement,
        @Nullable String replacementInstanceId,
        @Nullable String replacementAddress,
        List<StepRecord> steps) {
    /** What became of a node. */
    public enum Result {
        /** Nothing was done to it. */
        UNTOUCHED,
        /** It is as it was: what had been changed was put back. */
        RESTORED,
        /** Another one does its work. */
        REPLACED,
        /** Neither: the report's failure says what is left to do. */
        UNFINISHED
    }

    /** Copies the list. */
    public NodeReport {
        steps = List.copyOf(steps);
    }
}
