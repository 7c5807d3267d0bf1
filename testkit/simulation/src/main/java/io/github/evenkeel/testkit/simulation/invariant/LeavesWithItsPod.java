package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashSet;
import java.util.Set;

/**
 * A process in a pod of the cluster evicts that pod when all other nodes are done or left aside, and then changes
 * nothing more: the next pod goes on.
 */
final class LeavesWithItsPod extends Invariant {
    private final Set<SimulatedPod> evicted = new HashSet<>();

    /** Processes that have evicted their pods: another one in the same pod may not know of it. */
    private final Set<String> gone = new HashSet<>();

    LeavesWithItsPod() {
        super("S25");
    }

    @Override
    void before(Act act, Truth truth) {
        SimulatedPod own = truth.runner == null ? null : truth.ownPods.get(truth.runner);
        if (own == null) {
            return;
        }
        boolean ofItself = act instanceof Act.Evict eviction && eviction.pod() == own;
        // The answer may be lost: until the next look it does as if nothing had come of it.
        require(
                ofItself || act instanceof Act.Cordon || !gone.contains(truth.runner),
                "{} does this after it has evicted its own pod {}: {}",
                truth.runner,
                own,
                act);
        if (ofItself) {
            gone.add(truth.runner);
        }
        if (ofItself && evicted.add(own) && truth.undisturbed && !truth.goesOnForAnother()) {
            long left = truth.pools.stream()
                    .flatMap(pool -> pool.machines.stream())
                    .filter(machine -> isLeft(machine, own, truth))
                    .count();
            require(left == 0, "{} evicts its own pod {}, and {} other nodes are left", truth.runner, own, left);
        }
    }

    private static boolean isLeft(Machine machine, SimulatedPod own, Truth truth) {
        return machine.original
                && machine != own.machine
                && machine.remains()
                && !machine.isLeftAside()
                && truth.isToBeRolled(machine);
    }
}
