package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import io.github.evenkeel.testkit.simulation.truth.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rolls that do not upgrade. */
@Execution(ExecutionMode.CONCURRENT)
class OtherChangesTest {
    private static final int SEEDS = 150;
    private static final int CALLS_AT_MOST = 900;

    @ParameterizedTest
    @EnumSource(
            value = Change.class,
            names = {"ROLL_BACK", "REPLACE", "NEW_IMAGE"})
    void noSeedBreaksAnInvariant(Change change) throws InterruptedException {
        CampaignResult result = Campaign.ofSeeds(0, SEEDS)
                .with(simulation -> simulation.change(change))
                .run();

        assertThat(result.violations()).extracting(Violation::getMessage).isEmpty();
    }

    /** A world in which some nodes are replaced, and some stay. */
    @Test
    void aRollThatReplacesSomeNodesIsGoneOnWithWhereverItIsKilled() {
        SameEnd end = LongStream.range(0, 200)
                .mapToObj(seed -> new SameEnd(() -> Simulation.of(seed).nodes(3).change(Change.REPLACE)))
                .filter(world -> world.whole().outcome() == Outcome.COMPLETED
                        && world.whole().calls() < CALLS_AT_MOST
                        && world.whole().report().orElseThrow().nodes().size() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(end.whole().endState()).contains("as before");

        end.isReachedWhereverItIsKilled(call -> true);
    }

    @ParameterizedTest
    @EnumSource(
            value = Change.class,
            names = {"ROLL_BACK", "REPLACE", "NEW_IMAGE"})
    void theyCompleteInWorldsWithoutFaults(Change change) {
        List<Outcome> outcomes = new ArrayList<>();
        for (long seed = 0; seed < 40; seed++) {
            outcomes.add(
                    Simulation.of(seed).withoutFaults().change(change).run().outcome());
        }

        assertThat(outcomes).containsOnly(Outcome.COMPLETED, Outcome.REFUSED);
        assertThat(outcomes).filteredOn(Outcome.COMPLETED::equals).hasSizeGreaterThan(20);
    }
}
