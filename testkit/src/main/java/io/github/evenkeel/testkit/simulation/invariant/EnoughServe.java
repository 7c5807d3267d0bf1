package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashMap;
import java.util.Map;

/**
 * In each set, what serves well never falls by more than one through what the run does, nor to nothing. A backend that
 * is not well already has spent that one. What served at first is counted when the run first touches the set, as the
 * roll of a large cluster may come to a set hours after it began.
 */
final class EnoughServe extends Invariant {
    private final Map<SimulatedSet, Integer> atFirst = new HashMap<>();

    EnoughServe() {
        super("S3");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.Delete) {
            require(
                    truth.unavailableSince > truth.now - JUST_NOW * 2,
                    "this is done: {}; the application is unavailable since {} s",
                    act,
                    truth.unavailableSince / 1_000_000_000);
        }
        if (act instanceof Act.Write write && write.stopsTraffic()) {
            requireOthers(write.set(), write.before(), truth);
        } else if (act instanceof Act.Remove remove && remove.backend().serves()) {
            requireOthers(remove.set(), remove.backend(), truth);
        }
    }

    private void requireOthers(SimulatedSet set, Backend taken, Truth truth) {
        int first = atFirst.computeIfAbsent(set, any -> set.servingWell("") + set.removedByOthers);
        int needed = Math.max(1, first - set.removedByOthers - 1);
        SimulatedBackend there = set.backend(taken);
        if (there == null || !there.healthy) {
            // It serves nobody as it is.
            return;
        }
        int others = set.servingWell(taken.address());
        require(
                others >= needed || others + unsettled(set, taken.address(), truth) >= needed,
                "backend {} is taken out of set {}: {} others serve well, and {} are needed",
                taken.name(),
                set,
                others,
                needed);
    }

    /** Others of which nobody can know yet that they serve no more. */
    private static int unsettled(SimulatedSet set, String butAddress, Truth truth) {
        if (justNow(set.changedByOthers, truth)) {
            return Integer.MAX_VALUE / 2;
        }
        int unsettled = 0;
        for (SimulatedBackend backend : set.backends.values()) {
            unsettled += !backend.healthy
                            && !backend.config.address().equals(butAddress)
                            && justNow(backend.healthChanged, truth)
                    ? 1
                    : 0;
        }
        return unsettled;
    }
}
