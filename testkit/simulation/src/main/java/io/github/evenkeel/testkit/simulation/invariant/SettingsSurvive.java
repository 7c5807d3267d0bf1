package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Weight, backup and connection limit of a backend survive, including changes by other clients; the run never writes
 * backends that belong to no node. In the sets of Services, it writes nothing but drains of nodes and their end.
 */
final class SettingsSurvive extends Invariant {
    SettingsSurvive() {
        super("S8");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.Write write) {
            requireOurs(write.before(), write.set(), truth);
            requireADrainAlone(write);
            require(
                    justNow(write.set().changedByOthers, truth)
                            || same(write.before(), write.after())
                            || isInAnothersPlace(write, truth),
                    "backend {} of set {} was {}, and is written as {}",
                    write.before().name(),
                    write.set(),
                    write.before(),
                    write.after());
        } else if (act instanceof Act.Remove remove) {
            requireOurs(remove.backend(), remove.set(), truth);
            requireByHand(remove.set(), act);
        } else if (act instanceof Act.Add add) {
            requireByHand(add.set(), act);
            Backend rightful = rightful(add, truth);
            require(
                    rightful == null
                            || justNow(add.set().changedByOthers, truth)
                            || same(rightful, add.backend().at(rightful.address()))
                            || (mayBeAnothers(truth) && isOfAnother(add.set(), add.backend())),
                    "backend {} is added to set {} in place of {}, as {}",
                    add.backend().name(),
                    add.set(),
                    rightful,
                    add.backend());
            requireThoseOfItsPredecessor(add, truth);
        }
    }

    /** The journal says in whose place the run takes the machine. */
    private void requireThoseOfItsPredecessor(Act.Add add, Truth truth) {
        Machine machine = truth.at(add.backend().address());
        if (machine != null && ClaimsOfTheJournal.canBeRead(truth)) {
            require(
                    justNow(add.set().changedByOthers, truth) || isOfPredecessor(add.set(), add.backend(), truth),
                    "backend {} is added to set {} as {}, and no node in whose place it is has had it so: {}",
                    add.backend().name(),
                    add.set(),
                    add.backend(),
                    ClaimsOfTheJournal.addressesBefore(machine, truth));
        }
    }

    private static boolean isOfPredecessor(SimulatedSet set, Backend settings, Truth truth) {
        Machine machine = truth.at(settings.address());
        return machine != null
                && ClaimsOfTheJournal.addressesBefore(machine, truth).stream()
                        .flatMap(address -> set.known(address + ":" + settings.port()).stream())
                        .anyMatch(backend -> same(backend, settings.at(backend.address())));
    }

    private void requireADrainAlone(Act.Write write) {
        if (write.set().isOfService()) {
            require(
                    write.before().without(Mode.DRAIN).equals(write.after().without(Mode.DRAIN)),
                    "backend {} of set {}, which a service controller keeps, is written as {}",
                    write.before(),
                    write.set(),
                    write.after());
            require(
                    write.after().is(Mode.DRAIN) || write.set().drainedByTheRun(write.before()),
                    "backend {} of set {}, which a service controller keeps, is undrained, and the run has not"
                            + " drained it",
                    write.before(),
                    write.set());
        }
    }

    private void requireByHand(SimulatedSet set, Act act) {
        require(!set.isOfService(), "a service controller keeps set {}, and the run does this: {}", set, act);
    }

    /**
     * A node that was added beside one which keeps its place after all has that one's settings; so has one that has
     * stood in for a node whose pods have volumes elsewhere. It gets those of the next node in whose place it comes:
     * the weights of a set are to be the same ones in the end. If the journal does not tell that one, any is believed.
     */
    private static boolean isInAnothersPlace(Act.Write write, Truth truth) {
        Machine machine = truth.at(write.after().address());
        return machine != null
                && !machine.original
                && (ClaimsOfTheJournal.canBeRead(truth)
                        ? isOfPredecessor(write.set(), write.after(), truth)
                        : isOfAnother(write.set(), write.after()));
    }

    private void requireOurs(Backend backend, SimulatedSet set, Truth truth) {
        require(
                truth.addresses.contains(backend.address()),
                "backend {} of set {} is no node's, and is written",
                backend.name(),
                set);
    }

    private static @Nullable Backend rightful(Act.Add add, Truth truth) {
        Machine machine = truth.at(add.backend().address());
        return machine == null || machine.inPlaceOf == null
                ? null
                : add.set()
                        .rightful
                        .get(machine.inPlaceOf.address + ":" + add.backend().port());
    }

    /**
     * If other machines of the pool are replaced at the same time, by the run or by another client, or some are added,
     * it is the run that says which new machine takes the place of which.
     */
    private static boolean mayBeAnothers(Truth truth) {
        return !truth.undisturbed
                || truth.limits.atOnce() > 1
                || !truth.limits.rollout().maxSurge().isZero();
    }

    private static boolean isOfAnother(SimulatedSet set, Backend settings) {
        return Stream.concat(set.rightful.values().stream(), set.takenOut.stream())
                .anyMatch(backend -> same(backend, settings.at(backend.address())));
    }

    /** Whether or not it is drained or offline, that is what a roll changes. */
    private static boolean same(Backend one, Backend other) {
        return one.without(Mode.DRAIN)
                .without(Mode.OFFLINE)
                .equals(other.without(Mode.DRAIN).without(Mode.OFFLINE));
    }
}
