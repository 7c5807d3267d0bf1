package io.github.evenkeel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Immutable report of what a drain did. Only the library implements it; methods may be added in any release. */
public interface DrainReport {
    /** Identity of the drain, which it leaves as a mark on the node. */
    String drainId();

    /** Name of the node. */
    String node();

    /** State of the node at the end. */
    Outcome outcome();

    /** When it began. */
    Instant started();

    /** How long it took. */
    Duration took();

    /** Steps in the order in which they were taken. */
    List<StepRecord> steps();

    /** Namespace and name of each evicted pod, in the order of the evictions. */
    List<String> evicted();

    /**
     * Findings that did not stop the drain: data lost with pods, pods deleted in spite of their budgets, pods that
     * tolerate the cordon and came back.
     */
    List<Finding> warnings();

    /** Where and why it stopped; empty if it did not. */
    Optional<Failure> failure();

    /** State of the node at the end. */
    enum Outcome {
        /** It is empty and cordoned. */
        DRAINED,
        /**
         * It is as it was before the drain, if it still exists: schedulable, unless another owner had cordoned it. Some
         * of its pods may run elsewhere.
         */
        RESTORED,
        /** It is still cordoned; {@link DrainReport#failure} says what is left to do. */
        UNFINISHED
    }
}
