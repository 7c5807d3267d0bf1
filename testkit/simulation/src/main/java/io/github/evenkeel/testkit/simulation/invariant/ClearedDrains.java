package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/**
 * The run notices a drain that another client has cleared, such as a controller that rewrites a whole set: it deletes
 * no node whose backends accept traffic, unless they have done so only for a moment.
 */
final class ClearedDrains extends Invariant {
    ClearedDrains() {
        super("S22");
    }

    @Override
    void before(Act act, Truth truth) {
        if (!(act instanceof Act.Delete delete)) {
            return;
        }
        for (Balancer balancer : truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                for (SimulatedBackend backend : set.backends.values()) {
                    if (backend.config.address().equals(delete.machine().address)) {
                        require(
                                !set.isOfService(),
                                "node {} is deleted, and backend {} of set {} is there: its service controller may clear"
                                        + " the drain at any moment",
                                delete.machine(),
                                backend.config.name(),
                                set);
                        require(
                                !backend.config.acceptsTraffic() || justNow(set.changedByOthers, truth),
                                "node {} is deleted, and backend {} of set {} is not drained since {} s",
                                delete.machine(),
                                backend.config.name(),
                                set,
                                (truth.now - set.changedByOthers) / 1_000_000_000);
                    }
                }
            }
        }
    }
}
