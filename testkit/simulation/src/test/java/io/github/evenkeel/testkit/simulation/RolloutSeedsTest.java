package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rolls of several nodes at once, by rules that are drawn: waves, soak, order, spread, pools, undrainable nodes. */
@Execution(ExecutionMode.CONCURRENT)
class RolloutSeedsTest {
    private static final int SEEDS = 500;

    /**
     * A backend that waits for the successor of another node; the run's own pod on a node in a cluster with little
     * room; the same with a node that is left aside; a journal that does not answer for minutes at a gate; new nodes of
     * several domains, of which only one is near the volumes; a backend that another client edits and then removes; a
     * journal that is lost, and a node that another client replaces meanwhile; a backend that is removed while its node
     * waits at it; a cancel of a process that has handed over; Deployments that are read late; a pod that serves and
     * leaves by the rollout of another node.
     */
    @ParameterizedTest
    @ValueSource(
            longs = {303_989, 304_993, 305_512, 402_320, 400_988, 401_395, 407_581, 409_249, 410_115, 530_188, 905_009})
    void aSeedThatOnceBrokeAnInvariantHolds(long seed) {
        assertThat(Simulation.of(seed).drawnRolloutWithoutSurge().run().checks())
                .isNotEmpty();
    }

    @Test
    void noSeedBreaksAnInvariantWhateverTheRollout() throws InterruptedException {
        CampaignResult result = Campaign.ofSeeds(0, SEEDS)
                .with(simulation -> simulation.drawnRolloutWithoutSurge().drawnChange())
                .run();

        assertThat(result.violations()).extracting(Violation::getMessage).isEmpty();
        assertThat(result.seeds()).isEqualTo(SEEDS);
        assertThat(result.checks()).containsKeys("S4", "S17", "S18", "S20");
    }
}
