package io.github.evenkeel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a drain has done.
 *
 * @param node it is about
 * @param outcome what has become of the node
 * @param started when
 * @param took how long
 * @param steps in the order they were taken
 * @param evicted namespace and name of the pods that were let go, in that order
 * @param warnings what somebody may want to know: what is lost with the pods, those that were deleted past their
 *     budgets, those that tolerate the cordon and came back
 * @param problem where and why it stopped; null if it did not
 */
public record DrainReport(
        String node,
        Outcome outcome,
        Instant started,
        Duration took,
        List<StepRecord> steps,
        List<String> evicted,
        List<Finding> warnings,
        @Nullable Failure problem) {
    /** What has become of the node. */
    public enum Outcome {
        /** It is empty and cordoned. */
        DRAINED,
        /**
         * It is as it was before, if it is still there: open to pods, unless somebody else had cordoned it. Some of its
         * pods may run elsewhere.
         */
        RESTORED,
        /** It is still cordoned; {@link #failure} says what is left to do. */
        UNFINISHED
    }

    /** Copies the lists. */
    public DrainReport {
        steps = List.copyOf(steps);
        evicted = List.copyOf(evicted);
        warnings = List.copyOf(warnings);
    }

    /** Where and why it stopped. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(problem);
    }
}
