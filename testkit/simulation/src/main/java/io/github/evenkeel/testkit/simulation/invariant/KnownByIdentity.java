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
 * The run replaces only machines that existed when it began and are outdated: never a newer machine, even if that has
 * the name or the address of an old one. It uncordons only nodes that it has cordoned itself, and undrains only
 * backends that no other client has drained. A process that was suspended may evict one more pod, within its budget,
 * before it notices that another node has the name.
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
                    CancelOnlyRestores.isSurplus(touched)
                            || ((touched.original
                                            || planned.contains(touched)
                                            || truth.goesOnForAnother()
                                            || (act instanceof Act.Evict && justNow(truth.stoodStillUntil, truth)))
                                    && truth.isToBeRolled(touched)),
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
                            && uncordon.machine().cordon.owner().isPresent(),
                    "node {} is opened, and its cordon is not the run's",
                    uncordon.machine());
        }
    }
}
