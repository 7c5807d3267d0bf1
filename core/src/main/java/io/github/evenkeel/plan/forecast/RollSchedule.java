package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.plan.NextNode;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.plan.OccupiedSlot;
import io.github.evenkeel.plan.RolloutPlan;
import io.github.evenkeel.plan.RolloutProgress;
import io.github.evenkeel.plan.Slot;
import io.github.evenkeel.run.state.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Schedule of a roll's nodes: each begins when the rules of the rollout let it, by the same choice as in the roll. */
final class RollSchedule {
    private final Course.Surroundings around;
    private final Memberships memberships;
    private final RolloutPlan rollout;
    private final WaitingNodes waiting;
    private final Duration soak;
    private final List<OccupiedSlot> underWay = new ArrayList<>();
    private final Map<String, SurgeNodes> surges = new HashMap<>();
    private final Map<String, Integer> added = new HashMap<>();
    private final List<Begun> begun = new ArrayList<>();
    private int openWave;
    private boolean occupied;

    /** Node that has begun, in the wave of that index. */
    static final class Begun {
        final NodeTarget target;
        final int wave;
        final Duration begins;
        Duration ends;

        Begun(NodeTarget target, int wave, Duration begins) {
            this.target = target;
            this.wave = wave;
            this.begins = begins;
            ends = begins;
        }
    }

    /** @param soak between waves */
    RollSchedule(
            Course.Surroundings around,
            Memberships memberships,
            RolloutPlan rollout,
            List<NodeTarget> nodes,
            Duration soak) {
        this.around = around;
        this.memberships = memberships;
        this.rollout = rollout;
        this.soak = soak;
        waiting = new WaitingNodes(rollout, nodes);
        openWave = rollout.openWave();
        around.effects().opens(openWave);
    }

    /** In the order in which they begin. */
    List<Begun> begun() {
        return begun;
    }

    /** Begins all nodes that may begin now. */
    void beginNext() {
        while (!occupied) {
            NextNode next = choose();
            if (next.decision() == NextNode.Decision.OPEN_NEXT_WAVE) {
                occupied = true;
                around.time().after(soak, this::openNextWave);
            } else if (next.chosen().isPresent()) {
                begin(next.chosen().get());
            } else {
                return;
            }
        }
    }

    private NextNode choose() {
        closeUnneeded();
        RolloutProgress progress = new RolloutProgress(waiting.firsts(openWave), underWay, List.of(), openWave);
        NextNode next = NextNode.choose(rollout.withSurge(added), progress);
        if (next.decision() == NextNode.Decision.STUCK && !added.isEmpty()) {
            added.clear();
            surges.clear();
            next = NextNode.choose(rollout, progress);
        }
        return next;
    }

    private void closeUnneeded() {
        Set<String> needed = underWay.stream().map(slot -> slot.node().poolId()).collect(Collectors.toSet());
        added.keySet().removeIf(poolId -> !needed.contains(poolId) && waiting.of(poolId) == 0);
    }

    private void openNextWave() {
        openWave++;
        around.effects().opens(openWave);
        goOn();
    }

    private void goOn() {
        occupied = false;
        beginNext();
    }

    private void begin(OccupiedSlot slot) {
        NodeState node = slot.node();
        if (slot.slot() == Slot.SURGE && !added.containsKey(node.poolId())) {
            occupied = true;
            around.time().after(around.steps().surge(), () -> open(node));
            return;
        }
        NodeTarget target = waiting.take(node);
        Begun its = new Begun(target, rollout.waveOf(node), around.time().now());
        begun.add(its);
        underWay.add(slot);
        Course course = new Course(around, target, memberships.of(target), () -> {
            its.ends = around.time().now();
            underWay.remove(slot);
            beginNext();
        });
        SurgeNodes surge = surges.get(node.poolId());
        if (slot.slot() == Slot.SURGE && surge != null) {
            course.replaceAfter(surge);
        } else {
            course.replace(surge);
        }
    }

    private void open(NodeState first) {
        int toRoll = waiting.of(first.poolId());
        int most = Math.min(
                toRoll, rollout.withSurge(added).limits().of(first.poolId()).surge());
        added.put(first.poolId(), most);
        surges.put(first.poolId(), new SurgeNodes(around.time(), most, toRoll - most));
        NodeTarget like = waiting.target(first);
        for (int i = 0; i < most; i++) {
            around.effects().joined(like);
        }
        goOn();
    }
}
