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
 * The run deletes no node, takes none out of the load balancers of Services, and evicts none of its pods, while a
 * backend of it, in any balancer, set or port, gets new connections; and none gets them while its node is being
 * deleted, unless the deletion failed. If another client writes backends meanwhile, only the deletion counts, as no
 * request is lost before it. The same holds once another process continues the run: requests of the first may still
 * take effect.
 */
final class DrainBeforeDeletion extends Invariant {
    private final List<Machine> leaving = new ArrayList<>();

    DrainBeforeDeletion() {
        super("S1");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.Delete delete) {
            requireNoTraffic(delete.machine(), "is deleted", true, truth);
            if (delete.machine().joined) { // one that joins only after that is no node that could be kept out
                leaving.add(delete.machine());
            }
        } else if (act instanceof Act.SetExclusion set && set.excludes()) {
            requireNoTraffic(set.machine(), "is taken out of Services' load balancers", true, truth);
        } else if (act instanceof Act.Evict evict
                && evict.pod().machine != null
                && truth.undisturbed
                && !truth.goesOnForAnother()) {
            requireNoTraffic(evict.pod().machine, "loses its pods", false, truth);
        }
    }

    @Override
    void changed(Truth truth) {
        leaving.removeIf(machine -> machine.lifecycle == Lifecycle.DELETED);
        for (Machine machine : leaving) {
            if (truth.at(machine.address) == machine && truth.isToGo(machine)) {
                requireNoTraffic(machine, "is on its way out", true, truth);
            }
        }
    }

    /** Or after it: the run could not have known of it in time. */
    private static boolean justBefore(long deletionAsked, SimulatedSet set) {
        return set.changedByOthers >= deletionAsked - JUST_NOW;
    }

    /**
     * A service controller has cleared the drain: just now, if the node leaves; pods may leave, as their node passes
     * the requests on.
     */
    private static boolean isExcused(SimulatedBackend backend, Truth truth, boolean leaves) {
        return leaves ? justNow(backend.clearedAt, truth) : backend.clearedUnheard;
    }

    private void requireNoTraffic(Machine machine, String what, boolean leaves, Truth truth) {
        for (Balancer balancer : truth.balancers) {
            for (SimulatedSet set : balancer.sets) {
                for (SimulatedBackend backend : set.backends.values()) {
                    if (backend.config.address().equals(machine.address)) {
                        require(
                                !backend.accepting
                                        || justNow(set.changedByOthers, truth)
                                        || isExcused(backend, truth, leaves)
                                        || (!leaves && set.isOfService() && !backend.everDrained)
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
