package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rolls of several nodes at once, by rules that are drawn: waves, soak, order, spread, pools, undrainable nodes. */
@Execution(ExecutionMode.CONCURRENT)
class RolloutSeedsTest {
    private static final int SEEDS = 500;

    @Test
    void noSeedBreaksAnInvariantWhateverTheRollout() throws InterruptedException {
        CampaignResult result = Campaign.ofSeeds(0, SEEDS)
                .with(Simulation::drawnRolloutWithoutSurge)
                .run();

        assertThat(result.violations()).extracting(Violation::getMessage).isEmpty();
        assertThat(result.seeds()).isEqualTo(SEEDS);
        assertThat(result.checks()).containsKeys("S4", "S17", "S18", "S20");
    }
}
