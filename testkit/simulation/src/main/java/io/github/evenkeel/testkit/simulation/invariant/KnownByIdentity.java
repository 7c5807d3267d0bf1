package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashSet;
import java.util.Set;

/**
 * What the run takes out of its work was there when it began and lags behind: never a machine that has come since, even
 * if it bears the name or the address of one that was. It opens only nodes that it closed itself, and gives traffic
 * only to backends that nobody else has drained. A process that stood still may let one more pod go, by its budget,
 * before it sees that another node has the name.
 */
final class KnownByIdentity extends Invariant {
    private final Set<Machine> planned = new HashSet<>();
    private final Set<Machine> cordoned = new HashSet<>();

    KnownByIdentity() {
        super("S5");
    }

    /** Others may have replaced a machine before the plan was made. */
    @Override
    void told(UpgradeEvent event, Truth truth) {
        if (event instanceof UpgradeEvent.StepEnded ended && Step.PREPARE.equals(ended.step())) {
            truth.pools.forEach(pool -> planned.addAll(pool.machines));
        }
    }

    @Override
    void before(Act act, Truth truth) {
        Machine touched = Touched.by(act, truth);
        if (touched != null) {
            // A process that goes on for another one takes the nodes as it finds them.
            require(
                    (touched.original
                                    || planned.contains(touched)
                                    || truth.goesOnForAnother()
                                    || (act instanceof Act.Evict && justNow(truth.stoodStillUntil, truth)))
                            && !touched.version.equals(truth.target),
                    "{} hits {}, which is not one of the plan's nodes",
                    act.getClass().getSimpleName(),
                    touched);
        }
        if (act instanceof Act.Write write && write.startsTraffic()) {
            SimulatedSet set = write.set();
            Machine machine = truth.at(write.before().address());
            require(
                    machine == null
                            || !machine.original
                            || !set.rightfully(write.before()).is(Backend.Mode.DRAIN)
                            || justNow(set.changedByOthers, truth),
                    "backend {} of set {} gets traffic again, and the run did not drain it",
                    write.before().name(),
                    set);
        }
        if (act instanceof Act.Cordon cordon) {
            cordoned.add(cordon.machine());
        } else if (act instanceof Act.Uncordon uncordon) {
            require(
                    cordoned.contains(uncordon.machine())
                            && uncordon.machine().cordon.owner() != null,
                    "node {} is opened, and its cordon is not the run's",
                    uncordon.machine());
        }
    }
}
