package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Timing;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Without faults, a roll takes hardly longer than its critical path. The difference comes from polling: OCI does not
 * notify a client of the end of a work request, so a wait may be longer than necessary by a fortieth of its length, and
 * at most by {@link CallTiming#poll()}.
 */
@Execution(ExecutionMode.CONCURRENT)
class MakespanTest {
    private static final Logger LOG = LoggerFactory.getLogger(MakespanTest.class);

    /** The changes on two balancers, which might be made at once, follow each other. */
    private static final double IDEAL_AT_MOST = 1.07;

    private static final long SEED = 4;

    @ParameterizedTest
    @CsvSource({
        "3, 500, 1.02",
        "30, 500, 1.02",
        "3, 5000, 1.02",
        "30, 5000, 1.02",
        "100, 5000, 1.02",
        "1000, 5000, 1.02"
    })
    void isThatOfTheCriticalPath(int nodes, int pollMillis, double atMost) {
        Duration poll = Duration.ofMillis(pollMillis);
        Timing timing = Timing.defaults().withCalls(calls -> calls.withPoll(poll));
        long begin = System.nanoTime();
        SimulatedRun run = Simulation.of(SEED)
                .withoutFaults()
                .nodes(nodes)
                .timing(timing)
                .logged()
                .run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double took = run.took().toMillis() / 1e3;
        double critical =
                took - Idleness.of(run.log(), (timing.loadBalancer().healthyInARow() - 1) * poll.toMillis() / 1e3);
        LOG.info(
                "{} nodes, poll {}: {} s of virtual time, critical path {} s, ratio {}; simulated in {} s",
                nodes,
                poll,
                took,
                critical,
                took / critical,
                seconds);

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        double ideal = IdealSchedule.of(run.log(), timing, 1);
        LOG.info("{} nodes, ideal schedule {} s, ratio {}", nodes, ideal, took / ideal);
        assertThat(took / ideal).isBetween(1.0, IDEAL_AT_MOST);
        assertThat(critical).isPositive();
        assertThat(took / critical).isBetween(1.0, atMost);
    }
}
