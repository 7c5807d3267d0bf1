package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.Timing;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    private static final double IDEAL_AT_MOST = 1.05;

    /** Seconds from the end of a load balancer's change until the next one begins: half a poll, and five calls. */
    private static final double LOOKS = 0.15;

    private static final long SEED = 4;
    private static final int THOUSAND = 1000;

    /** Worlds of one pool, with one load balancer or two: by how much a schedule is better is chance in one of them. */
    private static final List<Long> SEEDS = List.of(3L, 4L, 7L, 11L);

    @ParameterizedTest
    @CsvSource({"3, 500, 1.02", "30, 500, 1.02", "3, 5000, 1.02", "30, 5000, 1.02", "100, 5000, 1.02"})
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

    @ParameterizedTest
    @CsvSource({
        "30, UNAVAILABLE, 1",
        "30, UNAVAILABLE, 10%",
        "30, SURGE, 1",
        "30, SURGE, 10",
        "30, SURGE, 10%",
        "100, UNAVAILABLE, 1",
        "100, UNAVAILABLE, 10%",
        "100, SURGE, 1",
        "100, SURGE, 10",
        "100, SURGE, 10%"
    })
    void isNearTheIdealSchedule(int nodes, Limit limit, String count) {
        double took = 0;
        double ideal = 0;
        for (long seed : SEEDS) {
            SimulatedRun run = run(seed, nodes, limit.rollout(count));
            assertThat(run.outcome()).as("seed %s", seed).isEqualTo(Outcome.COMPLETED);
            took += run.took().toMillis() / 1e3;
            ideal += IdealSchedule.of(run.log(), Timing.defaults(), atOnce(nodes, count));
        }
        LOG.info("{} nodes, {} {}: {} s, ideal {} s, ratio {}", nodes, limit, count, took, ideal, took / ideal);
        assertThat(took / ideal).isLessThanOrEqualTo(IDEAL_AT_MOST);
    }

    /**
     * With a hundred nodes at once, a load balancer has changes to make all the time. Between two of them, the run has
     * to notice the end of the one and to look before the other: with that time, too, the schedule is as long.
     */
    @Tag("long")
    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, 10%, 1.07", "SURGE, 1, 1.05", "SURGE, 10, 1.05", "SURGE, 10%, 1.07"})
    void isNearTheIdealScheduleOfAThousandNodes(Limit limit, String count, double atMost) {
        SimulatedRun run = run(SEED, THOUSAND, limit.rollout(count));
        double took = took(run);
        double ideal = IdealSchedule.of(run.log(), Timing.defaults(), atOnce(THOUSAND, count));
        double withLooks = IdealSchedule.of(run.log(), Timing.defaults(), atOnce(THOUSAND, count), LOOKS);
        LOG.info(
                "1000 nodes, {} {}: {} s, ideal {} s, ratio {}; with looks between changes {} s, ratio {}",
                limit,
                count,
                took,
                ideal,
                took / ideal,
                withLooks,
                took / withLooks);
        assertThat(took / ideal).isLessThanOrEqualTo(atMost);
        assertThat(took / withLooks).isLessThanOrEqualTo(IDEAL_AT_MOST);
    }

    @Tag("long")
    @Test
    void aThousandNodesAtTenPercentTakeLittleOfOneAtATime() {
        SimulatedRun run = run(SEED, THOUSAND, Rollout.oneAtATime());
        double one = took(run);
        double ideal = IdealSchedule.of(run.log(), Timing.defaults(), 1);
        double ten = took(run(SEED, THOUSAND, Rollout.maxUnavailable("10%")));
        LOG.info("1000 nodes: one at a time {} s, ideal {} s, 10% {} s: {}", one, ideal, ten, ten / one);
        assertThat(one / ideal).isLessThanOrEqualTo(IDEAL_AT_MOST);
        assertThat(ten / one).isLessThanOrEqualTo(0.13);
    }

    private static double took(SimulatedRun run) {
        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        return run.took().toMillis() / 1e3;
    }

    private static SimulatedRun run(long seed, int nodes, Rollout rollout) {
        return Simulation.of(seed)
                .withoutFaults()
                .nodes(nodes)
                .rollout(rollout)
                .logged()
                .run();
    }

    private static int atOnce(int nodes, String count) {
        return count.equals("10%") ? nodes / 10 : Integer.parseInt(count);
    }

    /** What the number of nodes limits. */
    enum Limit {
        UNAVAILABLE {
            @Override
            Rollout rollout(String count) {
                return Rollout.maxUnavailable(count);
            }
        },
        SURGE {
            @Override
            Rollout rollout(String count) {
                return Rollout.maxSurge(count);
            }
        };

        abstract Rollout rollout(String count);
    }
}
