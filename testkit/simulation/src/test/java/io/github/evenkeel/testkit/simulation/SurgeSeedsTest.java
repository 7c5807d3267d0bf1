package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rolls by rules that are drawn among all options, surge included. */
@Execution(ExecutionMode.CONCURRENT)
class SurgeSeedsTest {
    private static final int SEEDS = 240;

    /**
     * Surge that was closed without the probes, or in one pool alone; backends of a surge node that were added as it
     * was given up; lost journals; machines that other clients have replaced or added meanwhile; stale reads; nodes
     * that had not joined as the run was recovered; surge nodes whose pods could not be evicted in the end; a pool that
     * another client has enlarged before the plan was made; a surge node of another pool that leaves in the end; a
     * surge node that takes another node's place once the first one was left aside; a surge that is opened while a node
     * of the pool waits for its successor; a pause that outlasts a process; surge nodes that the autoscaler takes while
     * no process is there; a second run with waves of its own; volumes in another availability domain than the surge
     * node, or that came to a node once it had its successor; a surge node of a node that could not be put back; a
     * machine that leaves before it has joined, while a probe hangs; a pool that another client changes just before the
     * run does; a pause of a run that stops; a node that another client replaces just as it is deleted; a drain by
     * another client while the successor begins to serve; a pool that has its size again by other clients, or that
     * another client changes before the surge has begun; a process that goes on while no application is available; a
     * machine at the address of a node that is gone, which has not joined; nodes that another process has left aside; a
     * node that the autoscaler takes as a process ends; a node that has stood in and succeeds another one; a cancel
     * just before a pool is enlarged.
     */
    @ParameterizedTest
    @ValueSource(
            longs = {
                8, 107, 162, 179, 187, 245, 249, 347, 394, 433, 511, 561, 566, 583, 657, 793, 955, 1881, 1890, 2110,
                2194, 2284, 2527, 2845, 3018, 3443, 4359, 5024, 5422, 500_025, 500_058, 500_190, 520_065, 520_158,
                600_229, 602_143, 602_325, 602_328, 602_361, 602_423, 604_593, 605_021, 605_506, 606_158, 607_144,
                608_158, 608_353, 608_388, 608_498, 609_174, 609_283, 609_475, 610_865, 613_945, 614_795, 740_373,
                900_105, 900_595, 901_686, 940_026, 940_496, 941_128, 953_638
            })
    void aSeedThatOnceBrokeAnInvariantHolds(long seed) {
        assertThat(Simulation.of(seed).drawnRollout().run().checks()).isNotEmpty();
    }

    @Test
    void noSeedBreaksAnInvariantWhateverTheRollout() throws InterruptedException {
        CampaignResult result =
                Campaign.ofSeeds(0, SEEDS).with(Simulation::drawnRollout).run();

        assertThat(result.violations()).extracting(Violation::getMessage).isEmpty();
        assertThat(result.seeds()).isEqualTo(SEEDS);
        assertThat(result.checks()).containsKeys("S4", "S11", "S17", "S18", "S20");
    }
}
