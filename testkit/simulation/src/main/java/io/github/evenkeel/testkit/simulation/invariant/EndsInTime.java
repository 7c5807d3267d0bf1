package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Truth;

/** The run ends within its bound, whether faults stop or not; a cancelled one within the bound of one node. */
final class EndsInTime extends Invariant {
    private final long bound;
    private final long boundOfCancel;
    private boolean acted;

    /** Both in nanoseconds, since the beginning and since the cancel. */
    EndsInTime(String id, long bound, long boundOfCancel) {
        super(id);
        this.bound = bound;
        this.boundOfCancel = boundOfCancel;
    }

    @Override
    void before(Act act, Truth truth) {
        acted = true;
    }

    /** Who goes on for one that was killed before it was refused, is stopped for the same reason. */
    @Override
    void end(Ending ending, Truth truth) {
        require(
                !truth.onlyDelayed
                        || ending.outcome() != Ending.Outcome.STOPPED
                        || truth.isAtDeadEnd()
                        || (!acted && truth.goesOnForAnother()),
                "nothing went wrong but what passes by itself, and it stopped: {}",
                ending.account());
        require(truth.now <= bound, "it took {} s, and may take {}", seconds(truth.now), seconds(bound));
        if (truth.cancelledAt >= 0) {
            require(
                    truth.now - truth.cancelledAt <= boundOfCancel,
                    "it took {} s from the cancel to the end, and may take {}",
                    seconds(truth.now - truth.cancelledAt),
                    seconds(boundOfCancel));
        }
    }

    private static long seconds(long nanos) {
        return nanos / 1_000_000_000;
    }
}
