package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import org.jspecify.annotations.Nullable;

/** Finds the node that an act puts out of service. */
final class Touched {
    private Touched() {}

    /** The machine; null if the act is another one, or the backend's address is no machine's. */
    static @Nullable Machine by(Act act, Truth truth) {
        if (act instanceof Act.Delete delete) {
            return delete.machine();
        }
        if (act instanceof Act.Cordon cordon) {
            return cordon.machine();
        }
        if (act instanceof Act.SetExclusion set && set.excludes()) {
            return set.machine();
        }
        if (act instanceof Act.Evict evict) {
            return evict.pod().machine;
        }
        if (act instanceof Act.Restart restart) {
            return restart.leaving().machine;
        }
        if (act instanceof Act.Write write && write.stopsTraffic()) {
            return serving(write.before().address(), truth);
        }
        if (act instanceof Act.Remove remove && remove.backend().acceptsTraffic()) {
            return serving(remove.backend().address(), truth);
        }
        return null;
    }

    /** The one that can serve there: another one may have got the address, and not joined yet. */
    private static @Nullable Machine serving(String address, Truth truth) {
        Machine machine = truth.at(address);
        return machine != null && machine.joined ? machine : null;
    }
}
