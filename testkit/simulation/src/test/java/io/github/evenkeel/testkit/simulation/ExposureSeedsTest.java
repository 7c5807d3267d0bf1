package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import io.github.evenkeel.testkit.simulation.truth.Exposure;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rolls of nodes that requests reach through backend sets made by hand, through those of Services, or both. */
@Execution(ExecutionMode.CONCURRENT)
class ExposureSeedsTest {
    private static final int SEEDS = 200;
    private static final int MANY_SEEDS = 10_000;
    private static final int MOST_SEEDS = 200_000;

    /** A backend that the controller adds again after its node was drained, and that the label would have cut. */
    @ParameterizedTest
    @ValueSource(longs = 141)
    void aSeedThatOnceBrokeAnInvariantHolds(long seed) {
        assertThat(Simulation.of(seed).drawnExposure().run().checks()).isNotEmpty();
    }

    /**
     * A drain that other nodes of the run have cleared more than three times; a label that is asked for after a pause.
     */
    @ParameterizedTest
    @ValueSource(longs = {22, 3593})
    void aSeedOfSeveralNodesThatOnceBrokeAnInvariantHolds(long seed) {
        assertThat(Simulation.of(seed)
                        .drawnExposure()
                        .drawnRolloutWithoutSurge()
                        .run()
                        .checks())
                .isNotEmpty();
    }

    /**
     * Backends of added nodes that were counted among those that served before; a node that is left aside before it was
     * drained; an added node that leaves before it has a backend; a label that is asked for again after half a minute.
     */
    @ParameterizedTest
    @ValueSource(longs = {127, 62, 144, 565})
    void aSeedWithSurgeThatOnceBrokeAnInvariantHolds(long seed) {
        assertThat(Simulation.of(seed).drawnExposure().drawnRollout().run().checks())
                .isNotEmpty();
    }

    /**
     * A backend drained for another node's sake while no other serves; a successor at the address of its node; labels
     * that the report did not tell of; a node without a backend that gets one after its deletion.
     */
    @ParameterizedTest
    @ValueSource(longs = {1103, 1184, 1324, 1505, 1509})
    void aSeedOfWhateverChangeThatOnceBrokeAnInvariantHolds(long seed) {
        assertThat(drawn(Simulation.of(seed)).run().checks()).isNotEmpty();
    }

    private static Simulation drawn(Simulation simulation) {
        return simulation.drawnExposure().drawnRollout().drawnChange();
    }

    @Test
    void noSeedBreaksAnInvariantWhateverTheExposure() throws InterruptedException {
        hold(SEEDS, Simulation::drawnExposure);
    }

    /** Several nodes at once, in waves, with surge. */
    @Test
    void noSeedBreaksAnInvariantWhateverTheExposureAndTheRollout() throws InterruptedException {
        hold(SEEDS, ExposureSeedsTest::drawn);
    }

    @Tag("long")
    @Test
    void noneOfManySeedsBreaksAnInvariantWhateverTheExposure() throws InterruptedException {
        hold(MANY_SEEDS, Simulation::drawnExposure);
    }

    @Tag("long")
    @Test
    void noneOfManySeedsBreaksAnInvariantWhateverTheExposureAndTheRollout() throws InterruptedException {
        hold(MOST_SEEDS, ExposureSeedsTest::drawn);
    }

    private static void hold(int seeds, UnaryOperator<Simulation> drawn) throws InterruptedException {
        CampaignResult result = Campaign.ofSeeds(0, seeds).with(drawn).run();

        assertThat(result.violations()).extracting(Violation::getMessage).isEmpty();
        assertThat(result.seeds()).isEqualTo(seeds);
        assertThat(Stream.of(Fault.values()).filter(Fault::isOfServiceController))
                .allSatisfy(fault -> assertThat(result.faults().get(fault))
                        .as("times that %s struck", fault)
                        .isPositive());
        assertThat(result.checks().get("S22 again"))
                .as("drains that a service controller had cleared, and that were made again")
                .isPositive();
    }

    /** A controller that writes the sets for nodes of others clears drains: none is lost, and the roll completes. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BACKEND_SETS")
    void aDrainThatIsClearedIsMadeAgain(Exposure exposure) throws InterruptedException {
        CampaignResult result = Campaign.ofSeeds(0, 12)
                .with(simulation -> simulation
                        .exposed(exposure)
                        .rollout(Rollout.oneAtATime())
                        .withFault(Fault.CONTROLLER_REWRITES, 3))
                .run();

        assertThat(result.violations()).extracting(Violation::getMessage).isEmpty();
        assertThat(result.checks().get("S22 again")).isPositive();
    }

    /** The label has no effect: it is taken back, and told. */
    @Test
    void aControllerThatHasStoppedStopsTheRoll() {
        SimulatedRun run = Simulation.of(1)
                .exposed(Exposure.SERVICES)
                .withFault(Fault.CONTROLLER_STOPS, 1)
                .liveness()
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(run.endState()).doesNotContain("excluded").doesNotContain("DRAIN");
        assertThat(run.report().orElseThrow().failure().orElseThrow().expected())
                .contains("by the service controller within");
    }
}
