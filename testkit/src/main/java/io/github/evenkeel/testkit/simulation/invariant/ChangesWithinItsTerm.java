package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.LockHeld;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/** Of several processes, the one that has the lock changes things, and none whose term was over when it asked. */
final class ChangesWithinItsTerm extends Invariant {
    ChangesWithinItsTerm() {
        super("S14");
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
