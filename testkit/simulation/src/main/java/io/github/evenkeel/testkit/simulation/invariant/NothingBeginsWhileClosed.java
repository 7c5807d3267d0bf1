package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Change;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nothing begins while a gate is closed: the control plane, a pool, a node and its deletion each follow a moment after
 * the gate has let exactly that proceed. A node that was once begun is finished or put back without being asked for
 * again, but for its deletion.
 */
final class NothingBeginsWhileClosed extends Invariant {
    private final Set<Machine> begun = new HashSet<>();

    NothingBeginsWhileClosed() {
        super("S19");
    }

    @Override
    void before(Act act, Truth truth) {
        String about = about(act, truth);
        Machine touched = Touched.by(act, truth);
        if (touched != null) {
            begun.add(touched);
        }
        if (touched != null && CancelOnlyRestores.isSurplus(touched)) {
            return; // a node that the run has added leaves again
        }
        if (about == null || !truth.gated || truth.stoodStillUntil > truth.now - 2 * JUST_NOW) {
            return;
        }
        Long at = truth.letBegin.get(about);
        require(
                at != null && at >= truth.now - 2 * JUST_NOW,
                "{} begins, and the gate has let it begin at {}; closed until {}",
                about,
                at,
                truth.gateClosedUntil);
    }

    private @Nullable String about(Act act, Truth truth) {
        if (act instanceof Act.UpgradeControlPlane upgrade) {
            return "control plane" + (truth.change == Change.UPGRADE_IN_HOPS ? " to " + upgrade.version() : "");
        }
        if (act instanceof Act.UpdatePool update) {
            return "node pool " + update.pool().id;
        }
        if (act instanceof Act.Delete delete && delete.successor() == Act.Successor.COMES) {
            return "deletion of node " + delete.machine().name;
        }
        Machine machine = Touched.by(act, truth);
        return act instanceof Act.Write && machine != null && !begun.contains(machine) && allServe(machine, truth)
                ? "node " + machine.name
                : null;
    }

    /** If others have drained one of its backends, that is not where a run begins. */
    private static boolean allServe(Machine machine, Truth truth) {
        for (Balancer balancer : truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                boolean drained = set.backends.values().stream()
                        .anyMatch(backend -> machine.has(backend.config.address()) && !backend.config.acceptsTraffic());
                if (drained) {
                    return false;
                }
            }
        }
        return true;
    }
}
