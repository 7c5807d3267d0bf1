package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;

/** Something that a run is about to do to the world: a service has accepted it, and nothing has come of it yet. */
public sealed interface Act {
    /** Its control plane goes to a version. */
    record UpgradeControlPlane(KubernetesVersion version) implements Act {}

    /** A pool is told what to make its next machines with. */
    record UpdatePool(Pool pool, KubernetesVersion version) implements Act {}

    /** A machine is given up for another one. */
    record Delete(Machine machine) implements Act {}

    /** A node gets no new pods. */
    record Cordon(Machine machine, String owner) implements Act {}

    /** A node gets pods again. */
    record Uncordon(Machine machine) implements Act {}

    /** A pod is let go by its budget. */
    record Evict(SimulatedPod pod) implements Act {}

    /** A pod is deleted, whatever its budget says. */
    record DeletePod(SimulatedPod pod) implements Act {}

    /** A backend is written over. */
    record Write(SimulatedSet set, Backend before, Backend after) implements Act {
        boolean stopsTraffic() {
            return before.acceptsTraffic() && !after.acceptsTraffic();
        }

        boolean startsTraffic() {
            return !before.acceptsTraffic() && after.acceptsTraffic();
        }
    }

    /** A backend is put into a set. */
    record Add(SimulatedSet set, Backend backend) implements Act {}

    /** A backend is taken out of a set. */
    record Remove(SimulatedSet set, Backend backend) implements Act {}
}
