package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import org.jspecify.annotations.Nullable;

/**
 * The run deletes no node, and takes none out of the load balancers of Services, while connections through it are open
 * whose time since the drain is not over.
 */
final class ConnectionsHaveTheirTime extends Invariant {
    ConnectionsHaveTheirTime() {
        super("S2");
    }

    /** The one that the act takes its traffic from for good; null if it is another act. */
    private static @Nullable Machine leaving(Act act) {
        if (act instanceof Act.SetExclusion set && set.excludes()) {
            return set.machine();
        }
        return act instanceof Act.Delete delete ? delete.machine() : null;
    }

    @Override
    void before(Act act, Truth truth) {
        Machine machine = leaving(act);
        if (machine == null) {
            return;
        }
        for (Balancer balancer : truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                long time = truth.connectionDrain.apply(set.idleTimeout).toNanos();
                for (SimulatedBackend backend : set.backends.values()) {
                    if (backend.config.address().equals(machine.address)) {
                        require(
                                truth.now >= backend.connectedUntil
                                        || truth.now - time >= backend.drainedAt
                                        || justNow(set.changedByOthers, truth)
                                        || justNow(backend.clearedAt, truth),
                                "node {} is deleted or excluded with connections open through backend {} of set {} until {} s, drained"
                                        + " at {} s; they have {} s",
                                machine,
                                backend.config.name(),
                                set,
                                backend.connectedUntil / 1_000_000_000,
                                backend.drainedAt / 1_000_000_000,
                                time / 1_000_000_000);
                    }
                }
            }
        }
    }
}
