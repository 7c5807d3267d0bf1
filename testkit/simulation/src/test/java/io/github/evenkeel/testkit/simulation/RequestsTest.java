package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests with the lock, whatever becomes of the processes that are to read them. */
class RequestsTest {
    private static final int SEEDS = Integer.getInteger("evenkeel.requests", 300);

    @Test
    void eachIsAnsweredOnceAndAStopBeginsNoOtherNode() {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        long checks = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Simulation simulation = Simulation.of(seed).withFault(Fault.REQUESTED, 3);
            if (seed % 3 != 0) {
                simulation = simulation.withFault(Fault.KILLED, 2);
            }
            if (seed % 5 == 0) {
                simulation = simulation.withFault(Fault.ANSWER_LOST, 3);
            }
            SimulatedRun run = simulation.run();
            outcomes.merge(run.outcome(), 1, Integer::sum);
            checks += run.checks().getOrDefault("S25", 0L);
        }
        assertThat(outcomes).containsKeys(Outcome.COMPLETED, Outcome.CANCELLED);
        assertThat(checks).isGreaterThan(SEEDS);
    }
}
