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

/**
 * Figures of several nodes at once, from the times of their steps.
 *
 * @param makespan from the first step of a node to the last one
 * @param unavailable the most nodes at once that were taken away before others had taken their place
 * @param machines the most machines at once, of the nodes that were rolled and their successors
 */
record Peaks(Duration makespan, int unavailable, int machines) {
    /** A change of a number at some time. */
    private record Change(Instant at, int by) {}

    /** @param nodes reports of all nodes of a roll */
    static Peaks of(List<NodeReport> nodes) {
        List<StepRecord> steps =
                nodes.stream().flatMap(node -> node.steps().stream()).toList();
        Optional<Instant> begin = steps.stream().map(StepRecord::started).min(Comparator.naturalOrder());
        Optional<Instant> end = steps.stream().map(Peaks::ended).max(Comparator.naturalOrder());
        List<Change> unavailable = new ArrayList<>();
        List<Change> machines = new ArrayList<>();
        for (NodeReport node : nodes) {
            started(node, Step.DRAIN_BACKENDS).ifPresent(at -> {
                Instant servesAgain = ended(node, Step.AWAIT_HEALTH).orElseGet(() -> lastOf(node));
                if (servesAgain.isAfter(at)) {
                    unavailable.add(new Change(at, 1));
                    unavailable.add(new Change(servesAgain, -1));
                }
            });
            ended(node, Step.DELETE_NODE).ifPresent(at -> machines.add(new Change(at, -1)));
            ended(node, Step.AWAIT_REPLACEMENT)
                    .filter(at -> node.replacement().isPresent())
                    .ifPresent(at -> machines.add(new Change(at, 1)));
        }
        return new Peaks(
                begin.isEmpty() || end.isEmpty() ? Duration.ZERO : Duration.between(begin.get(), end.get()),
                peak(0, unavailable),
                peak(nodes.size(), machines));
    }

    /** Of several changes at one time, those that make it less come first. */
    private static int peak(int first, List<Change> changes) {
        int now = first;
        int peak = first;
        for (Change change : changes.stream()
                .sorted(Comparator.comparing(Change::at).thenComparingInt(Change::by))
                .toList()) {
            now += change.by;
            peak = Math.max(peak, now);
        }
        return peak;
    }

    private static Optional<Instant> started(NodeReport node, Step step) {
        return record(node, step).map(StepRecord::started);
    }

    private static Optional<Instant> ended(NodeReport node, Step step) {
        return record(node, step).map(Peaks::ended);
    }

    private static Optional<StepRecord> record(NodeReport node, Step step) {
        return node.steps().stream().filter(one -> one.step().equals(step)).findFirst();
    }

    private static Instant lastOf(NodeReport node) {
        return ended(node.steps().get(node.steps().size() - 1));
    }

    private static Instant ended(StepRecord step) {
        return step.started().plus(step.took());
    }
}
