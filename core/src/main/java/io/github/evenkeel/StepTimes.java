package io.github.evenkeel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Immutable times that steps take, from which a {@link Forecast} is made: those that steps took in earlier rolls, those
 * that are set, and for other steps what suits OKE. A step takes as long as reports say, with the waits that it has.
 *
 * <pre>{@code
 * plan.withStepTimes(StepTimes.of(earlierReport))
 * plan.withStepTimes(StepTimes.assumed().with(Step.AWAIT_REPLACEMENT, Duration.ofMinutes(6)))
 * }</pre>
 *
 * <p>The waits that a plan sets are always those of the plan: {@link Step#DRAIN_CONNECTIONS} and {@link Step#SOAK} take
 * what its {@link Timing} says.
 */
public final class StepTimes {
    private static final Duration MOST = Duration.ofDays(1);

    private final Map<Step, Duration> set;
    private final List<StepRecord> measured;

    private StepTimes(Map<Step, Duration> set, List<StepRecord> measured) {
        this.set = Map.copyOf(set);
        this.measured = List.copyOf(measured);
    }

    /** What is assumed where nothing was measured. */
    public static StepTimes assumed() {
        return new StepTimes(Map.of(), List.of());
    }

    /**
     * What steps took in earlier rolls: the mean of each step, over the nodes that were replaced. Steps that change
     * load balancers count without the time in which they waited for other nodes' changes.
     *
     * @param earlier reports with the steps of nodes; those of rolls that another process has recovered have fewer
     */
    public static StepTimes of(UpgradeReport... earlier) {
        return new StepTimes(
                Map.of(), Stream.of(earlier).flatMap(StepTimes::steps).toList());
    }

    /**
     * What steps took in earlier rolls, for records that are kept elsewhere than in a report.
     *
     * @param records of steps that were completed
     */
    public static StepTimes of(List<StepRecord> records) {
        return new StepTimes(Map.of(), records);
    }

    private static Stream<StepRecord> steps(UpgradeReport report) {
        List<StepRecord> steps = new ArrayList<>();
        if (report.outcome() == UpgradeReport.Outcome.COMPLETED) {
            steps.addAll(report.preparation());
        }
        report.nodes().stream()
                .filter(node -> node.result() == NodeReport.Result.REPLACED)
                .forEach(node -> steps.addAll(node.steps()));
        return steps.stream();
    }

    /**
     * The same with a time for a step, which counts more than what was measured.
     *
     * @param time zero to a day
     * @throws IllegalArgumentException if it is not
     */
    public StepTimes with(Step step, Duration time) {
        Objects.requireNonNull(step, "step");
        if (time.isNegative() || time.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "the time of step " + step + " is " + time + "; expected zero to " + MOST);
        }
        Map<Step, Duration> more = new HashMap<>(set);
        more.put(step, time);
        return new StepTimes(more, measured);
    }

    /** The times that are set, by step. */
    public Map<Step, Duration> set() {
        return set;
    }

    /** The steps that were measured. */
    public List<StepRecord> measured() {
        return measured;
    }

    /** A readable form. */
    @Override
    public String toString() {
        return measured.size() + " measured steps" + (set.isEmpty() ? "" : ", and " + set);
    }
}
