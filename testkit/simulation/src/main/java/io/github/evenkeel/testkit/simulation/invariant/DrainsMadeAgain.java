package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/** Counts the drains that the run makes again, as a service controller has cleared them. */
final class DrainsMadeAgain extends Invariant {
    DrainsMadeAgain() {
        super("S22 again");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.Write write && write.after().is(Mode.DRAIN)) {
            SimulatedBackend there = write.set().backend(write.before());
            if (there != null && there.isCleared()) {
                require(
                        there.clearedAt <= truth.now,
                        "backend {} is drained again before its drain was cleared",
                        write.before().name());
            }
        }
    }
}
