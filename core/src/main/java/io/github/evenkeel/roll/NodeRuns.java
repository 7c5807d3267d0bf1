package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.plan.NextNode;
import io.github.evenkeel.plan.OccupiedSlot;
import io.github.evenkeel.plan.RolloutPlan;
import io.github.evenkeel.plan.RolloutProgress;
import io.github.evenkeel.plan.Slot;
import io.github.evenkeel.run.CancelledRun;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.KeptFailure;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.ReplacedEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of a run: those that wait, those under way, each on a thread of its own, and those that have ended.
 *
 * <p>If a node fails, no other begins. Nodes that can still be restored are restored; deleted ones are replaced.
 *
 * <p>Used by the thread of the run; {@link #underWay} may be called by any thread.
 */
final class NodeRuns {
    private final RunContext context;
    private final ReplacementStrategy strategy;
    private final Surges surges;
    private final List<NodeTask> underWay = new CopyOnWriteArrayList<>();
    private final List<NodeTask> stopped = new ArrayList<>();
    private final List<NodeReport> reports = new ArrayList<>();
    private final List<ReplacedEntry> replaced = new ArrayList<>();
    private RolloutPlan rollout = RolloutPlan.oneAtATime();
    private int openWave;
    private List<StepRecord> records = new ArrayList<>();
    private @Nullable Throwable failure;
    private EventPublisher.@Nullable Progress failedAt;

    NodeRuns(RunContext context, ReplacementStrategy strategy) {
        this.context = context;
        this.strategy = strategy;
        surges = new Surges(context, context.surgesBefore());
    }

    /**
     * The steps that each node takes, in their order, with the reason of each.
     *
     * @param notNeeded that no node needs
     */
    Map<Step, String> stepsOfNode(Set<Step> notNeeded) {
        Map<Step, String> steps = new LinkedHashMap<>();
        boolean surge = !context.spec.rollout().maxSurge().isZero();
        (surge ? SurgeAndReplace.strategy() : strategy).steps().forEach(step -> steps.put(step.id(), step.reason()));
        steps.keySet().removeAll(notNeeded);
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
     * @param plan how many of them at once, in which waves
     * @param ofRun records of the run's steps, to which the waits between waves are added
     */
    void run(List<NodeState> nodes, RolloutPlan plan, List<StepRecord> ofRun) {
        List<NodeState> waiting = new ArrayList<>(nodes);
        rollout = plan;
        openWave = plan.openWave();
        records = ofRun;
        context.follow(plan);
        context.ledger.recall(nodes);
        begin(waiting);
        while (!underWay.isEmpty()) {
            context.scope.waits().awaitInSpiteOfCancel(() -> underWay.stream().anyMatch(NodeTask::hasEnded));
            underWay.stream().filter(NodeTask::hasEnded).forEach(this::ended);
            beginNext(waiting);
        }
        KeptFailure.rethrow(failure);
    }

    private void begin(List<NodeState> waiting) {
        try {
            awaitGates(waiting);
        } catch (RuntimeException | Error e) {
            failed(e, context.publisher.progress());
        }
        beginNext(waiting);
    }

    /** A rollout without waves is one wave; nodes of which no plan was made are in none. */
    private void awaitGates(List<NodeState> waiting) {
        List<String> names = waiting.stream()
                .filter(node -> !node.isBegun() && rollout.waveOf(node) == openWave)
                .map(NodeState::name)
                .toList();
        if (!rollout.waves().isEmpty() && !names.isEmpty()) {
            context.gates.awaitOpen(context.scope, GateRequest.aboutWave(openWave + 1, names), this::record);
        }
    }

    private void beginNext(List<NodeState> waiting) {
        try {
            Optional<OccupiedSlot> next = next(waiting);
            while (next.isPresent()) {
                waiting.remove(next.get().node());
                begin(next.get());
                next = next(waiting);
            }
        } catch (RuntimeException | Error e) {
            failed(e, context.publisher.progress());
        }
    }

    private Optional<OccupiedSlot> next(List<NodeState> waiting) {
        if (failure != null) {
            return Optional.empty();
        }
        NextNode next = chooseInOpenWave(waiting);
        Optional<OccupiedSlot> chosen = next.chosen();
        while (chosen.isPresent() && needsSurge(chosen.get())) {
            NodeState first = chosen.get().node();
            if (underWay.stream().anyMatch(task -> task.slot().node().poolId().equals(first.poolId()))) {
                return Optional.empty(); // its pool is resized while no node of it is on its way out
            }
            context.scope.waits().checkMayBegin();
            surges.open(surges.limit(rollout), first, waiting, records);
            context.follow(surges.limit(rollout)); // there may be fewer than asked for
            chosen = chooseInOpenWave(waiting).chosen();
        }
        if (chosen.isPresent() && !chosen.get().node().isBegun()) { // one that was begun decides what a cancel means
            context.scope.waits().checkMayBegin();
        }
        return chosen;
    }

    private boolean needsSurge(OccupiedSlot slot) {
        return slot.slot() == Slot.SURGE
                && !slot.node().isBegun()
                && !surges.isOpen(slot.node().poolId());
    }

    private NextNode chooseInOpenWave(List<NodeState> waiting) {
        surges.closeUnneeded(waiting, underWay, records);
        NextNode next = choose(waiting);
        while (next.decision() == NextNode.Decision.OPEN_NEXT_WAVE) {
            soak();
            openWave++;
            context.journal(context.scope).openWave(rollout.entry().open(openWave));
            awaitGates(waiting);
            next = choose(waiting);
        }
        if (next.decision() == NextNode.Decision.STUCK) {
            throw new StepFailure("the rollout", "a node that may begin", next.reason());
        }
        return next;
    }

    /** What breaks with the nodes of a wave shows before the next one begins. */
    private void soak() {
        Duration time = context.spec.rollout().soak();
        if (!time.isZero()) {
            record(Step.SOAK, "what breaks shows before the next wave", () -> context.scope
                    .waits()
                    .sleep("trouble to show, if there is any", time));
        }
    }

    private void record(Step step, String reason, Runnable work) {
        String wave = "wave " + (openWave + 1) + " of " + rollout.waves().size();
        context.publisher.step(records, step, wave, reason, work);
    }

    private NextNode choose(List<NodeState> waiting) {
        List<OccupiedSlot> occupied = underWay.stream().map(NodeTask::slot).toList();
        RolloutProgress progress = new RolloutProgress(waiting, occupied, context.quarantine.occupied(), openWave);
        NextNode next = NextNode.choose(surges.limit(rollout), progress);
        if (next.decision() == NextNode.Decision.STUCK && surges.areOpen()) {
            surges.close(Set.of(), records); // other pools have what this one needs
            next = NextNode.choose(surges.limit(rollout), progress);
        }
        return next;
    }

    private void begin(OccupiedSlot slot) {
        NodeTask task = new NodeTask(new NodeRun(context, slot.node(), strategyOf(slot)), slot, context.scope);
        underWay.add(task);
        task.start();
    }

    /** A node that was begun goes on with the steps that it was begun with. */
    private ReplacementStrategy strategyOf(OccupiedSlot slot) {
        return switch (slot.node().strategy()) {
            case SurgeAndReplace.ID -> SurgeAndReplace.strategy();
            case RemoveSurgeNode.ID -> RemoveSurgeNode.strategy();
            case RemoveSurgeNode.ID_UNJOINED -> RemoveSurgeNode.unjoined();
            default -> slot.slot() == Slot.SURGE ? SurgeAndReplace.strategy() : strategy;
        };
    }

    /** Nodes that the run adds to pools. */
    Surges surges() {
        return surges;
    }

    private void ended(NodeTask task) {
        underWay.remove(task);
        task.node().leave();
        Optional<Throwable> its = task.failure();
        if (its.isPresent()) {
            stopped.add(task);
            failed(its.get(), task.progress());
            return;
        }
        if (task.node().isLeftAside()) {
            reports.add(task.node().report());
        }
        task.node().replaced().ifPresent(entry -> {
            reports.add(task.node().report());
            replaced.add(entry);
        });
    }

    /** The first failure is the reason of the end; a node that unwinds after it has not failed. */
    private void failed(Throwable its, EventPublisher.Progress where) {
        Throwable first = failure;
        if (first == null || (first instanceof CancelledRun && !(its instanceof CancelledRun))) {
            failure = its;
            failedAt = where;
        } else if (!(its instanceof CancelledRun) && its != first) {
            first.addSuppressed(its);
        }
        if (its instanceof VirtualMachineError) {
            context.stopChanges();
        }
        boolean isStop = its instanceof CancelledRun && !context.scope.waits().cancelled();
        if (!isStop) { // after a stop, those under way are finished
            underWay.forEach(NodeTask::unwind);
        }
    }

    /** The nodes under way. */
    List<NodeTask> underWay() {
        return List.copyOf(underWay);
    }

    /** Where the run failed; empty if no node did. */
    Optional<EventPublisher.Progress> failedAt() {
        return Optional.ofNullable(failedAt);
    }

    /** What has become of each node that was begun, those included at which the run has stopped. */
    List<NodeReport> reports() {
        List<NodeReport> all = new ArrayList<>(reports);
        stopped.forEach(task -> all.add(task.node().report()));
        return all;
    }

    /** The nodes that are replaced. */
    List<ReplacedEntry> replaced() {
        return List.copyOf(replaced);
    }

    /** What was undone when the run stopped. */
    List<String> rolledBack() {
        return stopped.stream()
                .flatMap(task -> task.node().rolledBack().stream())
                .toList();
    }

    /** What is left to do where the run stopped. */
    List<ManualStep> leftToDo() {
        return Stream.concat(
                        stopped.stream().flatMap(task -> task.node().leftToDo().stream()), surges.leftToDo().stream())
                .toList();
    }
}
