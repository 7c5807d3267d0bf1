package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.plan.RolloutPlan;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.ReplacedEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes of a run: the waiting ones, the current ones, each in its own scope, and the finished ones. */
final class NodeRuns {
    private final RunContext context;
    private final ReplacementStrategy strategy;
    private final Set<NodeRun> underWay = new LinkedHashSet<>();
    private final List<NodeReport> reports = new ArrayList<>();
    private final List<ReplacedEntry> replaced = new ArrayList<>();

    NodeRuns(RunContext context, ReplacementStrategy strategy) {
        this.context = context;
        this.strategy = strategy;
    }

    /** The steps that each node takes, in their order, with the reason of each. */
    Map<Step, String> stepsOfNode() {
        Map<Step, String> steps = new LinkedHashMap<>();
        strategy.steps().forEach(step -> steps.put(step.id(), step.reason()));
        return steps;
    }

    /** A node that another process has replaced. */
    void doneBefore(NodeReport report, ReplacedEntry entry) {
        reports.add(report);
        replaced.add(entry);
    }

    /**
     * Has all of them replaced.
     *
     * @param nodes those that were left by another process, or planned ones
     */
    void run(List<NodeState> nodes) {
        List<NodeState> waiting = new ArrayList<>(nodes);
        while (!waiting.isEmpty()) {
            if (!waiting.get(0).isBegun()) { // a node that was begun decides for itself what a cancel means
                context.scope.waits().checkMayBegin();
            }
            NextNode next =
                    NextNode.choose(RolloutPlan.oneAtATime(), new RolloutProgress(waiting, List.of(), List.of(), 0));
            next.node().ifPresent(state -> {
                waiting.remove(state);
                run(state);
            });
        }
    }

    private void run(NodeState state) {
        NodeRun run = new NodeRun(context, state, strategy);
        underWay.add(run);
        run.run();
        run.replaced().ifPresent(entry -> {
            reports.add(run.report());
            replaced.add(entry);
        });
        underWay.remove(run);
    }

    /** What has become of each node that was begun, those included at which the run has stopped. */
    List<NodeReport> reports() {
        List<NodeReport> all = new ArrayList<>(reports);
        underWay.forEach(run -> all.add(run.report()));
        return all;
    }

    /** The nodes that are replaced. */
    List<ReplacedEntry> replaced() {
        return List.copyOf(replaced);
    }

    /** What was undone when the run stopped. */
    List<String> rolledBack() {
        return underWay.stream().flatMap(run -> run.rolledBack().stream()).toList();
    }

    /** What is left to do where the run stopped. */
    List<ManualStep> leftToDo() {
        return underWay.stream().flatMap(run -> run.leftToDo().stream()).toList();
    }
}
