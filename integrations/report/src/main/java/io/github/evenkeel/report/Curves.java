package io.github.evenkeel.report;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Curves over the time of a roll: nodes that are ready, and what serves. Samples give them if there are some; else the
 * times of the steps do, for the nodes of the roll and their successors alone.
 */
final class Curves {
    private static final Comparator<Change> ORDER =
            Comparator.comparing(Change::at).thenComparing(Change::by, Comparator.reverseOrder());

    private final RollReport report;

    Curves(RollReport report) {
        this.report = report;
    }

    private record Change(Instant at, int by) {}

    /** Points of a curve: milliseconds from the begin, and the value from there on. */
    List<long[]> readyNodes() {
        List<long[]> measured = sampled(Sample::readyNodes);
        return measured.isEmpty() ? steps(this::readiness) : measured;
    }

    /** As above: backends that serve if samples have them, else nodes that get new connections. */
    List<long[]> serving() {
        List<long[]> measured = sampled(Sample::servingBackends);
        return measured.isEmpty() ? steps(this::traffic) : measured;
    }

    boolean readyIsMeasured() {
        return report.samples().stream().anyMatch(sample -> sample.readyNodes().isPresent());
    }

    boolean servingIsMeasured() {
        return report.samples().stream()
                .anyMatch(sample -> sample.servingBackends().isPresent());
    }

    /** Milliseconds from the begin, requests and failures since the sample before. */
    List<long[]> requests() {
        List<long[]> points = new ArrayList<>();
        RequestCount before = new RequestCount(0, 0);
        for (Sample sample : report.samples()) {
            if (sample.requests().isPresent()) {
                RequestCount now = sample.requests().get();
                points.add(new long[] {
                    millis(sample.at()),
                    Math.max(0, now.sent() - before.sent()),
                    Math.max(0, now.failed() - before.failed())
                });
                before = now;
            }
        }
        return points;
    }

    private List<long[]> sampled(Function<Sample, Optional<Integer>> value) {
        List<long[]> points = new ArrayList<>();
        for (Sample sample : report.samples()) {
            Optional<Integer> known = value.apply(sample);
            long last = points.isEmpty() ? -1 : points.get(points.size() - 1)[1];
            if (known.isPresent() && known.get() != last) {
                points.add(new long[] {millis(sample.at()), known.get()});
            }
        }
        return points;
    }

    private List<long[]> steps(Function<NodeReport, List<Change>> changes) {
        List<long[]> points = new ArrayList<>();
        long now = report.nodes().size();
        points.add(new long[] {0, now});
        for (Change change : report.nodes().stream()
                .flatMap(node -> changes.apply(node).stream())
                .sorted(ORDER)
                .toList()) {
            now += change.by;
            long at = millis(change.at);
            if (points.get(points.size() - 1)[0] == at) {
                points.remove(points.size() - 1);
            }
            points.add(new long[] {at, now});
        }
        return points;
    }

    private List<Change> readiness(NodeReport node) {
        List<Change> changes = new ArrayList<>();
        step(node, Step.DELETE_NODE).ifPresent(deletion -> changes.add(new Change(deletion.started(), -1)));
        if (node.replacement().isPresent()) {
            step(node, Step.AWAIT_SURGE_NODE)
                    .or(() -> step(node, Step.AWAIT_REPLACEMENT))
                    .ifPresent(wait -> changes.add(new Change(end(wait), 1)));
        }
        return changes;
    }

    private List<Change> traffic(NodeReport node) {
        List<Change> changes = new ArrayList<>();
        Optional<StepRecord> drain = step(node, Step.DRAIN_BACKENDS);
        drain.ifPresent(step -> changes.add(new Change(step.started(), -1)));
        boolean restored = node.result() == NodeReport.Result.RESTORED || node.result() == NodeReport.Result.LEFT_ASIDE;
        if (restored && drain.isPresent()) {
            changes.add(new Change(end(node.steps().get(node.steps().size() - 1)), 1));
        } else if (node.replacement().isPresent() && drain.isPresent()) {
            step(node, Step.AWAIT_HEALTH)
                    .or(() -> step(node, Step.ADMIT_SUCCESSOR))
                    .ifPresent(step -> changes.add(new Change(end(step), 1)));
        }
        return changes;
    }

    private static Optional<StepRecord> step(NodeReport node, Step step) {
        return node.steps().stream().filter(one -> one.step().equals(step)).findFirst();
    }

    private static Instant end(StepRecord step) {
        return step.started().plus(step.took());
    }

    private long millis(Instant at) {
        return Duration.between(report.started(), at).toMillis();
    }
}
