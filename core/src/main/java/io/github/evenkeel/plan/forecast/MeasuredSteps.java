package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.StepTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Times of steps that are set, or were measured in earlier rolls. */
final class MeasuredSteps {
    private final StepTimes times;
    private final Map<Step, Duration> means = new HashMap<>();

    MeasuredSteps(StepTimes times) {
        this.times = times;
        Map<Step, List<Duration>> samples = new HashMap<>();
        times.measured().forEach(record -> samples.computeIfAbsent(record.step(), step -> new ArrayList<>())
                .add(record.took()));
        samples.forEach((step, its) -> means.put(step, mean(its)));
        means.putAll(times.set());
    }

    /** Steps follow one another: it is the mean that adds up, with those that took long. */
    private static Duration mean(List<Duration> samples) {
        return samples.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(samples.size());
    }

    /** How long a step takes; empty if that is not known. */
    Optional<Duration> of(Step step) {
        return Optional.ofNullable(means.get(step));
    }

    Duration of(Step step, Duration assumed) {
        return means.getOrDefault(step, assumed);
    }

    /** Visit of a node at its load balancers. */
    private record Visit(Instant from, Instant to, int changes) {}

    /**
     * How long it takes to change each of a node's backends once.
     *
     * @param propagation that a drain waits for after its changes
     * @param health that a removal waits for after its changes
     */
    Optional<Duration> changeOfEachBackend(Duration propagation, Duration health) {
        Optional<Duration> drain = Optional.ofNullable(times.set().get(Step.DRAIN_BACKENDS));
        if (drain.isPresent()) {
            return drain.map(its -> positive(its.minus(propagation)));
        }
        List<Visit> visits = new ArrayList<>();
        for (StepRecord record : times.measured()) {
            if (record.step().equals(Step.DRAIN_BACKENDS)) {
                visits.add(visit(record, propagation, 1));
            } else if (record.step().equals(Step.ADMIT_SUCCESSOR)) {
                visits.add(visit(record, Duration.ZERO, 1));
            } else if (record.step().equals(Step.SWAP_BACKENDS)) {
                visits.add(visit(record, Duration.ZERO, 2)); // one is removed and one is added
            } else if (record.step().equals(Step.REMOVE_BACKENDS)) {
                visits.add(visit(record, health, 1));
            }
        }
        return visits.isEmpty() ? Optional.empty() : Optional.of(withoutQueue(visits));
    }

    private static Visit visit(StepRecord record, Duration waits, int changes) {
        return new Visit(
                record.started(), record.started().plus(positive(record.took().minus(waits))), changes);
    }

    /** A visit that begins before the one before it has ended waits for that. */
    private static Duration withoutQueue(List<Visit> visits) {
        Duration busy = Duration.ZERO;
        int changes = 0;
        Instant last = Instant.MIN;
        for (Visit visit :
                visits.stream().sorted(Comparator.comparing(Visit::to)).toList()) {
            Instant from = visit.from.isAfter(last) ? visit.from : last;
            busy = busy.plus(positive(Duration.between(from, visit.to)));
            changes += visit.changes;
            last = visit.to;
        }
        return busy.dividedBy(changes);
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
