package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.testkit.simulation.truth.Balancer;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In each set, changes of the run never reduce the number of healthy serving backends by more than the plan allows,
 * which is one if it says nothing, nor to zero. A backend that is unhealthy already counts as one. The baseline is the
 * number when the run first changes the set, as the roll of a large cluster may reach a set hours after it began. A new
 * run, after one that has ended, has a new baseline. Where nodes answer only beside a pod, one has to serve: pods may
 * come together on fewer nodes, and their budgets say how many of them there have to be.
 */
final class EnoughServe extends Invariant {
    /** Steps that count what serves, unless that was done before. */
    private static final Set<Step> COUNTING = Set.of(Step.ADD_SURGE_NODES, Step.AWAIT_SURGE_NODE, Step.DRAIN_BACKENDS);

    private final Map<SimulatedSet, Integer> atFirst = new HashMap<>();
    private final Map<SimulatedSet, Integer> begun = new HashMap<>();
    private String run = "";

    EnoughServe() {
        super("S3");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.Delete delete && (delete.machine().original || delete.machine().joined)) {
            require(
                    truth.unavailableSince > truth.now - JUST_NOW * 2,
                    "this is done: {}; the application is unavailable since {} s",
                    act,
                    truth.unavailableSince / 1_000_000_000);
        }
        heedRun(truth);
        SimulatedSet touched = set(act);
        if (touched != null) {
            atFirst.computeIfAbsent(
                    touched, any -> Math.min(count(touched), begun.getOrDefault(touched, Integer.MAX_VALUE)));
        }
        if (act instanceof Act.Write write && write.stopsTraffic()) {
            requireOthers(write.set(), write.before(), truth);
        } else if (act instanceof Act.Remove remove && remove.backend().acceptsTraffic()) {
            requireOthers(remove.set(), remove.backend(), truth);
        }
    }

    /** From when a node is begun until a set is touched, the run may count at any time: the fewest count. */
    @Override
    void changed(Truth truth) {
        begun.replaceAll((set, fewest) -> atFirst.containsKey(set) ? fewest : Math.min(fewest, count(set)));
    }

    @Override
    void told(UpgradeEvent event, Truth truth) {
        if (!(event instanceof UpgradeEvent.StepStarted started)) {
            return;
        }
        heedRun(truth);
        if (truth.journalSpoilt
                && Step.PREPARE.equals(started.step())
                && truth.journal != null
                && !truth.journal.containsKey("serving")) {
            atFirst.clear();
            begun.clear();
        }
        if (COUNTING.contains(started.step())) {
            for (Balancer balancer : truth.balancers) {
                balancer.sets.forEach(set -> begun.merge(set, count(set), Math::min));
            }
        }
    }

    /** Counts anew for another run, which the journal names: what an earlier one counted is no fact of its own. */
    private void heedRun(Truth truth) {
        String now = RunOfTheJournal.id(truth);
        if (!now.equals(run)) {
            atFirst.clear();
            begun.clear();
            run = now;
        }
    }

    private static int count(SimulatedSet set) {
        return set.servingWell("") + set.removedByOthers;
    }

    private static @Nullable SimulatedSet set(Act act) {
        if (act instanceof Act.Write write) {
            return write.set();
        }
        return act instanceof Act.Remove remove ? remove.set() : null;
    }

    private void requireOthers(SimulatedSet set, Backend taken, Truth truth) {
        int first = atFirst.getOrDefault(set, 0);
        int needed = set.isLocal() ? 1 : Math.max(1, first - set.removedByOthers - truth.limits.unavailable());
        SimulatedBackend there = set.backend(taken);
        if (there == null || !there.healthy) {
            // It serves no traffic anyway.
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

    /**
     * Others whose health has changed a moment ago, which no look can have shown. What others have set is no excuse: a
     * balancer takes a change of the revision alone that was read.
     */
    private static int unsettled(SimulatedSet set, String butAddress, Truth truth) {
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
