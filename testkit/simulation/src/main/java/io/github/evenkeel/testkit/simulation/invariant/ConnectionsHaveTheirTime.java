package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/** The run deletes no node while connections through it are open whose time since the drain is not over. */
final class ConnectionsHaveTheirTime extends Invariant {
    ConnectionsHaveTheirTime() {
        super("S2");
    }

    @Override
    void before(Act act, Truth truth) {
        if (!(act instanceof Act.Delete delete)) {
            return;
        }
        for (Balancer balancer : truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                long time = truth.connectionDrain.apply(set.idleTimeout).toNanos();
                for (SimulatedBackend backend : set.backends.values()) {
                    if (backend.config.address().equals(delete.machine().address)) {
                        require(
                                truth.now >= backend.connectedUntil
                                        || truth.now - time >= backend.drainedAt
                                        || justNow(set.changedByOthers, truth),
                                "node {} is deleted with connections open through backend {} of set {} until {} s, drained"
                                        + " at {} s; they have {} s",
                                delete.machine(),
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
