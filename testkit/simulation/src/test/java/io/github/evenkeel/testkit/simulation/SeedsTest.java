package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fixed range of seeds in every build; others are run with {@code evenkeel simulate}. */
@Execution(ExecutionMode.CONCURRENT)
class SeedsTest {
    private static final Logger LOG = LoggerFactory.getLogger(SeedsTest.class);
    private static final int SEEDS = 10_000;

    /**
     * A node that another client deletes just before the run does, and a kill while its backends are swapped; a pause
     * that a request with the lock ends; a journal that does not answer for minutes at a gate; a cancel while the lock
     * does not answer; two processes in one pod, of which one evicts it.
     */
    @ParameterizedTest
    @ValueSource(longs = {7_014_091, 7_000_717, 7_010_843, 7_018_124, 9_009_520})
    void aSeedThatOnceBrokeAnInvariantHolds(long seed) {
        assertThat(Simulation.of(seed).run().checks()).isNotEmpty();
    }

    @Test
    void noSeedBreaksAnInvariantAndNoFaultIsNeverMet() throws InterruptedException {
        CampaignResult result = Campaign.ofSeeds(0, SEEDS).run();
        LOG.info("{}", result);

        assertThat(result.violations()).extracting(Violation::getMessage).isEmpty();
        assertThat(result.seeds()).isEqualTo(SEEDS);
        // What service controllers do, ExposureSeedsTest has happen.
        assertThat(result.faults()).allSatisfy((fault, times) -> assertThat(times > 0 || fault.isOfServiceController())
                .as("that %s struck", fault)
                .isTrue());
        assertThat(result.checks())
                .allSatisfy((invariant, made) -> assertThat(made > 0 || invariant.equals("S22 again"))
                        .as("checks of %s", invariant)
                        .isTrue());
        assertThat(result.outcomes())
                .allSatisfy((outcome, rolls) ->
                        assertThat(rolls).as("rolls that ended %s", outcome).isPositive());
    }
}
