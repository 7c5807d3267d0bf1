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

/** Rolls with several upgrades of the control plane, with that upgrade alone, and of the nodes alone. */
@Execution(ExecutionMode.CONCURRENT)
class ControlPlaneHopsTest {
    private static final int SEEDS = 150;
    private static final int CALLS_AT_MOST = 1400;

    @ParameterizedTest
    @EnumSource(
            value = Change.class,
            names = {"UPGRADE_IN_HOPS", "CONTROL_PLANE", "NODES"})
    void noSeedBreaksAnInvariant(Change change) throws InterruptedException {
        CampaignResult result = Campaign.ofSeeds(0, SEEDS)
                .with(simulation -> simulation.change(change))
                .run();

        assertThat(result.violations()).extracting(Violation::getMessage).isEmpty();
        assertThat(result.checks()).containsKey("S10");
    }

    @Test
    void aRollInHopsIsGoneOnWithWhereverItIsKilled() {
        SameEnd end = LongStream.range(0, 200)
                .mapToObj(seed -> new SameEnd(() -> Simulation.of(seed).nodes(2).change(Change.UPGRADE_IN_HOPS)))
                .filter(world -> world.whole().outcome() == Outcome.COMPLETED
                        && world.whole().calls() < CALLS_AT_MOST)
                .findFirst()
                .orElseThrow();

        end.isReachedWhereverItIsKilled(call -> true);
    }

    /** In some worlds the service offers no version on the way: the roll ends there, before it touches a node. */
    @ParameterizedTest
    @EnumSource(
            value = Change.class,
            names = {"UPGRADE_IN_HOPS", "CONTROL_PLANE", "NODES"})
    void theyCompleteInWorldsWithoutFaults(Change change) {
        List<Outcome> outcomes = new ArrayList<>();
        for (long seed = 0; seed < 40; seed++) {
            outcomes.add(
                    Simulation.of(seed).withoutFaults().change(change).run().outcome());
        }

        assertThat(outcomes).doesNotContain(Outcome.CANCELLED, Outcome.HANDED_OVER);
        assertThat(outcomes).filteredOn(Outcome.COMPLETED::equals).hasSizeGreaterThan(20);
        if (change == Change.UPGRADE_IN_HOPS) {
            assertThat(outcomes).contains(Outcome.STOPPED);
        } else {
            assertThat(outcomes).doesNotContain(Outcome.STOPPED);
        }
    }
}
