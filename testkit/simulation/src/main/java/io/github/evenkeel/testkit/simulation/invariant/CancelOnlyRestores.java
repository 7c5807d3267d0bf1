package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/**
 * After an acknowledged cancel, the run only restores nodes, or finishes the one whose deletion it requested before. A
 * call in flight at the moment of the cancel counts as made before it.
 *
 * <p>A paused run makes at most the change that it was about to make. Before a deletion, at most the final check may
 * follow: the run has read the pool before the pause.
 */
final class CancelOnlyRestores extends Invariant {
    private boolean held;
    private boolean readThePool;

    CancelOnlyRestores() {
        super("S13");
    }

    @Override
    void changed(Truth truth) {
        boolean now = truth.pausedAt < Long.MAX_VALUE;
        if (now != held) {
            held = now;
            readThePool = false;
        }
    }

    @Override
    void called(Call call, String object, String whole, Call.Answer answer) {
        readThePool |= held && call == Call.READ_POOL;
    }

    /** A node that the run has added leaves again, with all that goes before its deletion. */
    private static boolean takesSurgeBack(Act act, Truth truth) {
        Machine machine = Touched.by(act, truth);
        return machine != null && isSurplus(machine);
    }

    /** Another node of the pool is on its way out: the run looks at the pool for that one, too. */
    private static boolean readsForAnother(Machine deleted) {
        return deleted.pool.machines.stream().anyMatch(machine -> machine != deleted && machine.deletionAsked >= 0);
    }

    /** Its pool has more nodes than it is meant to have, and the run has added that one. */
    static boolean isSurplus(Machine machine) {
        return !machine.original && machine.pool.size > machine.pool.rightfulSize;
    }

    @Override
    void before(Act act, Truth truth) {
        changed(truth);
        require(
                !(act instanceof Act.Delete delete
                        && readThePool
                        && !takesSurgeBack(act, truth)
                        && !readsForAnother(delete.machine())),
                "the run was paused at {} ms, has read the pool since, and does this: {}",
                truth.pausedAt / 1_000_000,
                act);
        if (act instanceof Act.Delete || act instanceof Act.Cordon) {
            require(
                    takesSurgeBack(act, truth) || truth.pausedAt > truth.askedAt - JUST_NOW * 4,
                    "the run is paused since {} ms, and at {} ms it does this: {}",
                    truth.pausedAt / 1_000_000,
                    truth.askedAt / 1_000_000,
                    act);
        }
        if (truth.cancelledAt >= 0 && truth.askedAt > truth.cancelledAt) {
            require(
                    (Touched.by(act, truth) == null || takesSurgeBack(act, truth))
                            && !(act instanceof Act.ResizePool resize && resize.size() > resize.pool().size)
                            && !(act instanceof Act.UpgradeControlPlane)
                            && !(act instanceof Act.UpdatePool),
                    "the run was cancelled at {} ms, and at {} ms it does this: {}",
                    truth.cancelledAt / 1_000_000,
                    truth.askedAt / 1_000_000,
                    act);
        }
    }
}
