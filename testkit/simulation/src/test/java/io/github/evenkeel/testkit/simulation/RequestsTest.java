package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests with the lock, whatever becomes of the processes that are to read them. */
class RequestsTest {
    private static final int SEEDS = Integer.getInteger("evenkeel.requests", 300);
    private static final String INVARIANT = "S25";

    private static Simulation simulation(long seed) {
        Simulation simulation = Simulation.of(seed).withFault(Fault.REQUESTED, 3);
        if (seed % 3 != 0) {
            simulation = simulation.withFault(Fault.KILLED, 2);
        }
        return seed % 5 == 0 ? simulation.withFault(Fault.ANSWER_LOST, 3) : simulation;
    }

    @Test
    void eachIsAnsweredOnceAndAStopBeginsNoOtherNode() {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        long checks = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedRun run = simulation(seed).run();
            outcomes.merge(run.outcome(), 1, Integer::sum);
            checks += run.checks().getOrDefault(INVARIANT, 0L);
        }
        assertThat(outcomes).containsKeys(Outcome.COMPLETED, Outcome.CANCELLED);
        assertThat(checks).isGreaterThan(SEEDS);
    }

    /** The invariant of requests looks, at the end, at each node that was under way when the stop was answered. */
    @Test
    void aStopFinishesAllNodesUnderWay() {
        int finished = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedRun run = simulation(seed)
                    .rollout(Rollout.maxUnavailable(2 + (int) (seed % 3)))
                    .run();
            finished += run.outcome() == Outcome.CANCELLED && replaced(run) > 1 ? 1 : 0;
        }
        assertThat(finished)
                .as("runs that were stopped, and have replaced several nodes")
                .isGreaterThan(SEEDS / 100);
    }

    /** The run is stopped while the first change of its first node waits at a gate. */
    @Test
    void aStopAtAClosedGateBeginsNothing() {
        SimulatedRun run = Simulation.of(61_075).liveness().run();
        assertThat(run.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(run.checks()).containsKey(INVARIANT);
    }

    private static long replaced(SimulatedRun run) {
        return run.report().orElseThrow().nodes().stream()
                .filter(node -> node.result() == NodeReport.Result.REPLACED)
                .count();
    }
}
