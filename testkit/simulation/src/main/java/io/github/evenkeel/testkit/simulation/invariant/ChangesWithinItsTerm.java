package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.LockHeld;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/**
 * Of several processes, only the holder of the lock makes changes, and only within its term. No process takes the lock
 * from one that runs and could renew it, however long that one waits.
 */
final class ChangesWithinItsTerm extends Invariant {
    /** Whether a call that reads, takes or renews the lock has failed since one was last taken over. */
    private boolean outOfReach;

    ChangesWithinItsTerm() {
        super("S14");
    }

    @Override
    void called(Call call, String object, String whole, Call.Answer answer) {
        outOfReach |= answer != Call.Answer.GIVEN
                && (call == Call.READ_LOCK || call == Call.TAKE_LOCK || call == Call.RENEW_LOCK);
    }

    @Override
    void takesOver(LockHeld lock, Truth truth) {
        require(
                outOfReach || lock.runner().equals(truth.runner) || !truth.atWork.contains(lock.runner()),
                "{} takes the lock of {}, which is at work",
                truth.runner,
                lock.runner());
        outOfReach = false;
    }

    @Override
    void before(Act act, Truth truth) {
        String runner = truth.runner;
        if (runner != null) {
            LockHeld lock = truth.lock;
            require(
                    lock != null && lock.runner().equals(runner) && truth.askedAt < lock.until(),
                    "{} does this: {}; the lock is {}, and it is {} ns",
                    runner,
                    act,
                    lock,
                    truth.askedAt);
        }
    }
}
