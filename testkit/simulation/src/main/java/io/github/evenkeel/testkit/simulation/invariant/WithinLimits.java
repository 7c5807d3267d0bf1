package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nodes that are being drained, deleted or replaced never exceed the limits of the plan, over all processes and pools:
 * each from the first change to it until it is as it was, or until its replacement has been ready. Where the plan adds
 * nodes first, no more nodes lack than it allows.
 */
final class WithinLimits extends Invariant {
    private final Map<Machine, Boolean> replacedInWork = new LinkedHashMap<>();

    /** Instances of nodes by those that have taken their places. */
    private final Map<String, String> successors = new HashMap<>();

    private final Set<Machine> unused = new HashSet<>();

    WithinLimits() {
        super("S4");
    }

    /**
     * It is the run that says which new machine takes the place of which: another node of the pool may never come to
     * its end, whose place this machine was made for.
     */
    @Override
    void told(UpgradeEvent event, Truth truth) {
        if (event instanceof UpgradeEvent.NodeReplaced one) {
            String successor = one.report().replacementInstanceId().orElse("");
            successors.put(successor, one.report().instanceId());
            boolean there = truth.pools.stream()
                    .flatMap(pool -> pool.machines.stream())
                    .anyMatch(machine -> machine.instanceId.equals(successor) && machine.everReady);
            replacedInWork.replaceAll((machine, replaced) -> replaced
                    || (there
                            && machine.lifecycle == Lifecycle.DELETED
                            && machine.instanceId.equals(one.report().instanceId())));
        }
    }

    @Override
    void before(Act act, Truth truth) {
        Machine touched = Touched.by(act, truth);
        if (touched == null || replacedInWork.containsKey(touched) || leavesUnused(touched)) {
            return;
        }
        // Of a drain alone, and of a node that is gone, nothing but the journal tells: once that is spoilt, it can't be
        // known.
        replacedInWork
                .entrySet()
                .removeIf(entry -> entry.getValue()
                        || isReplaced(entry.getKey())
                        || restored(entry.getKey(), truth)
                        || (truth.journalSpoilt && isForgotten(entry.getKey())));
        List<Machine> others = List.copyOf(replacedInWork.keySet());
        List<Machine> ofItsPool =
                others.stream().filter(machine -> machine.pool == touched.pool).toList();
        require(
                others.size() < truth.limits.atOnce() && ofItsPool.size() < truth.limits.atOnce(touched.pool),
                "node {} is touched while {} are in work",
                touched,
                others);
        require(
                others.stream().allMatch(machine -> machine.pool == touched.pool || machine.isLeftAside())
                        || truth.limits.rollout().takesPoolsSideBySide()
                        || (isSpare(touched) && others.stream().allMatch(WithinLimits::isBeyondHelp)),
                "node {} of {} is touched while {} are in work, of another pool",
                touched,
                touched.pool,
                others);
        replacedInWork.put(touched, false);
        int lacking = lacking(touched.pool) - (touched.original ? 0 : leftAside(touched.pool));
        require(
                !truth.undisturbed || lacking <= truth.limits.unavailable(touched.pool),
                "node {} is touched while {} are in work, and {} nodes of {} lack",
                touched,
                others,
                lacking,
                touched.pool);
    }

    /** Whether no mark of the run is on it, or another client has deleted it with the mark. */
    private static boolean isForgotten(Machine machine) {
        return machine.cordon.owner().isEmpty() || (!machine.remains() && machine.deletionAsked < 0);
    }

    /** A machine that was added, and leaves before it was ready: none is missed by that. */
    private boolean leavesUnused(Machine machine) {
        if (!machine.original && !machine.everReady) {
            unused.add(machine);
        }
        return unused.contains(machine);
    }

    /**
     * A node that was added to a pool which has all of its nodes without it. It leaves in the end also beside one of
     * another pool whose deletion does not come to its end: the run can do no more about that one, and no node is to be
     * left that the run has added.
     */
    private boolean isSpare(Machine machine) {
        return !machine.original && lacking(machine.pool) < 0;
    }

    private static boolean isBeyondHelp(Machine machine) {
        return machine.deletionAsked >= 0 || !machine.remains() || machine.isLeftAside();
    }

    /** A node that was added leaves also where the plan lets nodes without traffic stay until the end. */
    private static int leftAside(Pool pool) {
        return (int) pool.machines.stream()
                .filter(machine -> machine.remains() && machine.isLeftAside())
                .count();
    }

    /** How many nodes fewer than it is meant to have a pool has at work, those in work left out. */
    private int lacking(Pool pool) {
        return pool.rightfulSize
                - (int) pool.machines.stream()
                        .filter(machine ->
                                machine.remains() && machine.everReady && !replacedInWork.containsKey(machine))
                        .count();
    }

    @Override
    void changed(Truth truth) {
        if (replacedInWork.isEmpty()) {
            return;
        }
        // A pool that is whole then may get another size afterwards.
        replacedInWork.replaceAll((machine, replaced) -> replaced || isReplaced(machine));
        Machine another = null;
        for (Pool pool : truth.pools) {
            for (Machine machine : pool.machines) {
                if (machine.cordon.owner().isPresent()
                        && !machine.isLeftAside()
                        && machine.remains()
                        && !unused.contains(machine)
                        && !replacedInWork.containsKey(machine)) {
                    another = machine;
                }
            }
        }
        require(another == null, "node {} is cordoned while {} are in work", another, replacedInWork.keySet());
    }

    /**
     * If other clients replace machines of the pool at the same time, it is not known which one a new machine replaces.
     * With surge, what comes in the place of a deleted node may be the successor of a later one: the node is replaced
     * if the pool has all of its nodes without those in work.
     */
    private boolean isReplaced(Machine machine) {
        return machine.lifecycle == Lifecycle.DELETED
                && (machine.withoutSuccessor
                        || machine.pool.machines.stream()
                                .anyMatch(other -> other.inPlaceOf == machine
                                        && other.everReady
                                        && machine.instanceId.equals(
                                                successors.getOrDefault(other.instanceId, machine.instanceId)))
                        || isWhole(machine.pool)
                        || lacking(machine.pool) <= 0);
    }

    private static boolean isWhole(Pool pool) {
        return pool.machines.stream()
                        .filter(machine -> machine.remains() && machine.everReady)
                        .count()
                >= pool.size;
    }

    private static boolean restored(Machine machine, Truth truth) {
        if (machine.deletionAsked >= 0 || (machine.cordon.owner().isPresent() && !machine.isLeftAside())) {
            return false;
        }
        for (Balancer balancer : truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                for (SimulatedBackend backend : set.backends.values()) {
                    if (backend.config.address().equals(machine.address) && set.drainedByTheRun(backend.config)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
