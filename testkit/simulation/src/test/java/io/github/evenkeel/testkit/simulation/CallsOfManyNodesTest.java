package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Without faults, a node costs hardly more calls if others are under way at the same time, or serve in its place. */
@Execution(ExecutionMode.CONCURRENT)
class CallsOfManyNodesTest {
    private static final Logger LOG = LoggerFactory.getLogger(CallsOfManyNodesTest.class);
    private static final int NODES = 30;
    private static final double MORE_AT_MOST = 1.1;

    /** How long the services take is drawn; so is how often they are asked for an end. */
    private static final List<Long> SEEDS = List.of(3L, 4L, 7L, 11L);

    @Test
    void areThoseOfOneAtATimeAndATenth() {
        double one = calls(Rollout.oneAtATime());
        for (Rollout rollout : List.of(
                Rollout.maxUnavailable(2),
                Rollout.maxUnavailable(3),
                Rollout.maxSurge(1),
                Rollout.maxSurge(2),
                Rollout.maxSurge(3))) {
            double calls = calls(rollout);
            LOG.info("{}: {} calls for each node, {} of one at a time", rollout, calls, calls / one);
            assertThat(calls / one).as("%s", rollout).isLessThanOrEqualTo(MORE_AT_MOST);
        }
    }

    /** For each node. */
    private static double calls(Rollout rollout) {
        long calls = 0;
        for (long seed : SEEDS) {
            SimulatedRun run = Simulation.of(seed)
                    .withoutFaults()
                    .nodes(NODES)
                    .rollout(rollout)
                    .run();
            assertThat(run.outcome()).as("seed %s, %s", seed, rollout).isEqualTo(Outcome.COMPLETED);
            calls += run.calls();
        }
        return (double) calls / (NODES * SEEDS.size());
    }
}
