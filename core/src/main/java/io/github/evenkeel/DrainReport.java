package io.github.evenkeel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Immutable record of what a drain did. Only the library creates it; components may be added in any release.
 *
 * @param drainId of this drain, which it leaves as a mark on the node
 * @param node name of the node
 * @param outcome state of the node at the end
 * @param started when
 * @param took how long
 * @param steps in the order they were taken
 * @param evicted namespace and name of each evicted pod, in the order of the evictions
 * @param warnings findings that did not stop the drain: data lost with pods, pods deleted in spite of their budgets,
 *     pods that tolerate the cordon and came back
 * @param failure where and why it stopped; empty if it did not
 */
public record DrainReport(
        String drainId,
        String node,
        Outcome outcome,
        Instant started,
        Duration took,
        List<StepRecord> steps,
        List<String> evicted,
        List<Finding> warnings,
        Optional<Failure> failure) {
    /** State of the node at the end. */
    public enum Outcome {
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

    /** Copies the lists. */
    public DrainReport {
        steps = List.copyOf(steps);
        evicted = List.copyOf(evicted);
        warnings = List.copyOf(warnings);
    }
}
