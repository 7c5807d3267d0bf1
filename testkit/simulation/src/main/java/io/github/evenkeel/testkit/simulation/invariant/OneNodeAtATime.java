package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import org.jspecify.annotations.Nullable;

/**
 * At most one node is being drained, deleted or replaced: from the first change to it until it is as it was, or until
 * its replacement has been ready.
 */
final class OneNodeAtATime extends Invariant {
    private @Nullable Machine inWork;
    private boolean replaced;

    OneNodeAtATime() {
        super("S4");
    }

    @Override
    void before(Act act, Truth truth) {
        Machine touched = Touched.by(act, truth);
        Machine other = inWork;
        if (touched == null || touched == other) {
            return;
        }
        // Of a drain alone, nothing but the journal tells: once that is spoilt, it can't be known.
        if (other != null && !(truth.journalSpoilt && other.cordon.owner().isEmpty())) {
            require(
                    replaced || isReplaced(other) || restored(other, truth),
                    "node {} is touched while {} is in work",
                    touched,
                    other);
        }
        inWork = touched;
        replaced = false;
    }

    @Override
    void changed(Truth truth) {
        Machine current = inWork;
        if (current == null) {
            return;
        }
        replaced |= isReplaced(current); // a pool that is whole then may get another size afterwards
        Machine another = null;
        for (Pool pool : truth.pools) {
            for (Machine machine : pool.machines) {
                if (machine != current && machine.cordon.owner().isPresent() && machine.remains()) {
                    another = machine;
                }
            }
        }
        require(another == null, "node {} is cordoned while {} is in work", another, current);
    }

    /**
     * If other clients replace machines of the pool at the same time, it is not known which one a new machine replaces.
     */
    private static boolean isReplaced(Machine machine) {
        return machine.lifecycle == Lifecycle.DELETED
                && (machine.pool.machines.stream().anyMatch(other -> other.inPlaceOf == machine && other.everReady)
                        || isWhole(machine.pool));
    }

    private static boolean isWhole(Pool pool) {
        return pool.machines.stream()
                        .filter(machine -> machine.remains() && machine.everReady)
                        .count()
                >= pool.size;
    }

    private static boolean restored(Machine machine, Truth truth) {
        if (machine.deletionAsked >= 0 || machine.cordon.owner().isPresent()) {
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
