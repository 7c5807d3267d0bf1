package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.testkit.simulation.truth.App;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;

/** Change by a run that a service has accepted, before its effect. */
public sealed interface Act {
    /** Its control plane goes to a version. */
    record UpgradeControlPlane(KubernetesVersion version) implements Act {}

    /** A pool gets version and image for its new machines. */
    record UpdatePool(Pool pool, KubernetesVersion version) implements Act {}

    /** The size of a pool is set, and nothing else of it. */
    record ResizePool(Pool pool, int size) implements Act {}

    /** A machine is deleted. */
    record Delete(Machine machine, Successor successor) implements Act {
        /** Of a machine that is to be replaced. */
        public Delete(Machine machine) {
            this(machine, Successor.COMES);
        }
    }

    /** Whether the pool makes another machine in place of one that is deleted, or becomes smaller. */
    enum Successor {
        COMES,
        NONE
    }

    /** A node is cordoned. */
    record Cordon(Machine machine, String owner) implements Act {
        /** The node is not begun, or is so no more: the mark of its cordon says whose it is, and why. */
        boolean leavesAside() {
            return Machine.leavesAside(owner);
        }
    }

    /** A node is uncordoned. */
    record Uncordon(Machine machine) implements Act {}

    /** The autoscaler is kept from removing a node, or may remove it again. */
    record SetScaleDown(Machine machine, ScaleDown scaleDown) implements Act {}

    /** A node is taken out of the load balancers of Services, or comes back into them. */
    record SetExclusion(Machine machine, BalancerExclusion exclusion) implements Act {
        /** The node leaves them. */
        boolean excludes() {
            return exclusion.label().isPresent();
        }
    }

    /** A node gets a taint, or loses one. */
    record SetTaints(Machine machine) implements Act {}

    /** A pod is evicted. */
    record Evict(SimulatedPod pod) implements Act {}

    /** The rollout of a Deployment is restarted, so that a pod can leave. */
    record Restart(App app, SimulatedPod leaving) implements Act {}

    /** A pod is deleted, whatever its budget says. */
    record DeletePod(SimulatedPod pod) implements Act {}

    /** A backend's settings are replaced. */
    record Write(SimulatedSet set, Backend before, Backend after) implements Act {
        boolean stopsTraffic() {
            return before.acceptsTraffic() && !after.acceptsTraffic();
        }

        boolean startsTraffic() {
            return !before.acceptsTraffic() && after.acceptsTraffic();
        }
    }

    /** A backend is added to a set. */
    record Add(SimulatedSet set, Backend backend) implements Act {}

    /** A backend is removed from a set. */
    record Remove(SimulatedSet set, Backend backend) implements Act {}
}
