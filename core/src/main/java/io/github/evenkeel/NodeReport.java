package io.github.evenkeel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Immutable report of what a roll did to one node. Only the library implements it; methods may be added in any release.
 */
public interface NodeReport {
    /** Name of the node. */
    String node();

    /** Identity of its machine; "" if it was replaced before the run was recovered. */
    String instanceId();

    /** Address that it had. */
    String address();

    /** State at the end. */
    Result result();

    /** Name of the node in its place; empty if there is none yet. */
    Optional<String> replacement();

    /** Identity of the machine in its place; empty if there is none yet. */
    Optional<String> replacementInstanceId();

    /** Address of the machine in its place; empty if there is none yet. */
    Optional<String> replacementAddress();

    /**
     * How long connections through the node had, from the last drain of its backends to the end of the step that waits
     * for them. Requests that lasted longer may have been cut by what came next: the removal of the backends, or the
     * deletion. Empty if the run did not come to that, the node had no backend, or another process has drained them.
     */
    Optional<Duration> connectionDrain();

    /** Steps taken, in order. */
    List<StepRecord> steps();

    /** What is left to do about a node that was left aside; none for any other. */
    List<ManualStep> manualSteps();

    /** State of a node at the end of a roll. */
    enum Result {
        /** The roll did not change it. */
        UNTOUCHED,
        /** It is as it was: all changes were rolled back. */
        RESTORED,
        /** It is cordoned and at its old version, as its pods can't be evicted: the rollout lets the roll go on. */
        LEFT_ASIDE,
        /** A new node has taken its place. */
        REPLACED,
        /** Neither: the report's failure lists the manual steps. */
        UNFINISHED
    }
}
