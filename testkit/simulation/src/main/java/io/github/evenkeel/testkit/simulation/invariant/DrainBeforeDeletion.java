package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.ArrayList;
import java.util.List;

/**
 * No node is deleted, nor are its pods evicted, while a backend of it, in any balancer, set or port, really gets new
 * connections; nor does one get them while its node is on its way out, unless its deletion came to nothing. If somebody
 * else writes backends meanwhile, the deletion alone counts: no request is lost before it. So it is once another
 * process goes on: what the one before it has asked for may still come about.
 */
final class DrainBeforeDeletion extends Invariant {
    private final List<Machine> leaving = new ArrayList<>();

    DrainBeforeDeletion() {
        super("S1");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.Delete delete) {
            requireNoTraffic(delete.machine(), "is deleted", truth);
            leaving.add(delete.machine());
        } else if (act instanceof Act.Evict evict
                && evict.pod().machine != null
                && truth.undisturbed
                && !truth.goesOnForAnother()) {
            requireNoTraffic(evict.pod().machine, "loses its pods", truth);
        }
    }

    @Override
    void changed(Truth truth) {
        leaving.removeIf(machine -> machine.lifecycle == Lifecycle.DELETED);
        for (Machine machine : leaving) {
            if (truth.at(machine.address) == machine && truth.isToGo(machine)) {
                requireNoTraffic(machine, "is on its way out", truth);
            }
        }
    }

    /** Or after it: nobody could have known of that in time. */
    private static boolean justBefore(long deletionAsked, SimulatedSet set) {
        return set.changedByOthers >= deletionAsked - JUST_NOW;
    }

    private void requireNoTraffic(Machine machine, String what, Truth truth) {
        for (Balancer balancer : truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                for (SimulatedBackend backend : set.backends.values()) {
                    if (backend.config.address().equals(machine.address)) {
                        require(
                                !backend.accepting
                                        || justNow(set.changedByOthers, truth)
                                        || (machine.deletionAsked >= 0 && justBefore(machine.deletionAsked, set)),
                                "node {} {} while backend {} of set {} gets new connections",
                                machine,
                                what,
                                backend.config.name(),
                                set);
                    }
                }
            }
        }
    }
}
