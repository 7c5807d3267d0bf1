package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rolls whose gate is closed, hangs and throws at times. */
class GatedWorldsTest {
    private static final int SEEDS = 60;

    @ParameterizedTest
    @EnumSource(names = {"GATE_CLOSES", "GATE_FAILS"})
    void nothingBeginsWhileItIsClosedAndTheRollCompletesOrPutsTheNodeBack(Fault fault) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        long struck = 0;
        long checks = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedRun run = Simulation.of(seed).withFault(fault, 3).run();
            checks += run.checks().getOrDefault("S19", 0L);
            struck += run.faults().getOrDefault(fault, 0L);
            outcomes.add(run.outcome());
        }
        assertThat(checks).isGreaterThan(SEEDS);
        assertThat(struck).isGreaterThan(SEEDS / 2);
        assertThat(outcomes).contains(Outcome.COMPLETED);
    }

    @Test
    void aGateThatIsOpenHoldsNothingUp() {
        SimulatedRun run = Simulation.of(7).withoutFaults().run();

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(run.checks().getOrDefault("S19", 0L)).isPositive();
        assertThat(run.report().orElseThrow().gates()).isNotEmpty();
    }
}
