package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each fault of a call at each operation: once, so that it passes, and for ever. */
class EveryFaultAtEveryCallTest {
    private static final Set<Fault> OF_CALLS = EnumSet.range(Fault.ANSWER_LOST, Fault.SLOW_ANSWER);
    private static final Set<Fault> OF_CHANGES = EnumSet.of(Fault.CONFLICT, Fault.CHANGED_SINCE);

    /** Even, so that what is not for ever heals. */
    private static final long SEED = 4;

    /** A watch is no call, and the default policy deletes no pod. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"LOOK_AT_FOLLOWED", "DELETE_POD"})
    void noInvariantBreaks(Call call) {
        for (Fault fault : OF_CALLS) {
            if (OF_CHANGES.contains(fault) && !call.isChange()) {
                continue;
            }
            Simulation once = simulation(call).withFault(fault, call, 1);
            assertThat((call == Call.GIVE_LOCK_UP ? once.liveness() : once)
                            .run()
                            .faults())
                    .as("%s at %s", fault, call)
                    .containsKey(fault);
            simulation(call)
                    .withFault(fault, call, Integer.MAX_VALUE)
                    .liveness()
                    .run();
        }
    }

    /**
     * Faults that heal are healed before the lock is given up. A node is opened only where a roll stops before the
     * deletion.
     */
    private static Simulation simulation(Call call) {
        Simulation simulation = Simulation.of(SEED);
        return call == Call.UNCORDON ? simulation.withFault(Fault.DENIED, Call.REPLACE_NODE, 1) : simulation;
    }
}
