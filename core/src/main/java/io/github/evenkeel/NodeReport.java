package io.github.evenkeel;

import java.util.List;
import java.util.Optional;

/**
 * Immutable record of what a roll did to one node.
 *
 * <p>Only the library creates it; components may be added in any release.
 *
 * @param node its name
 * @param instanceId of its machine; "" if it was replaced before the run was recovered
 * @param address it had
 * @param result state at the end
 * @param replacement the name of the node in its place; empty if there is none yet
 * @param replacementInstanceId of the machine in its place; empty if there is none yet
 * @param replacementAddress of the machine in its place; empty if there is none yet
 * @param steps taken, in order
 */
public record NodeReport(
        String node,
        String instanceId,
        String address,
        Result result,
        Optional<String> replacement,
        Optional<String> replacementInstanceId,
        Optional<String> replacementAddress,
        List<StepRecord> steps) {
    /** State of a node at the end of a roll. */
    public enum Result {
        /** The roll did not change it. */
        UNTOUCHED,
        /** It is as it was: all changes were rolled back. */
        RESTORED,
        /** A new node has taken its place. */
        REPLACED,
        /** Neither: the report's failure lists the manual steps. */
        UNFINISHED
    }

    /** Copies the list. */
    public NodeReport {
        steps = List.copyOf(steps);
    }
}
