package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Truth;

/** A preview changes nothing in the world, and requests no change. */
final class LooksChangeNothing extends Invariant {
    private boolean looking;

    LooksChangeNothing() {
        super("S21");
    }

    void looks() {
        looking = true;
    }

    void hasLooked() {
        looking = false;
    }

    @Override
    void before(Act act, Truth truth) {
        if (looking) {
            require(false, "a look changes the world: {}", act);
        }
    }

    @Override
    void called(Call call, String object, String whole, Call.Answer answer) {
        if (looking) {
            require(!call.isChange() && !call.writesRecords(), "a look asks for a change: {} {}", call, object);
        }
    }
}
