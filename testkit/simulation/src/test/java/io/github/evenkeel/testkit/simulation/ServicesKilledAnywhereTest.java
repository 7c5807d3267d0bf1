package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import io.github.evenkeel.testkit.simulation.truth.Exposure;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rolls of nodes behind Services: a process that is killed before or after any of its calls is gone on for by another
 * one, to the same end. No label and no drain is left.
 */
@Execution(ExecutionMode.CONCURRENT)
class ServicesKilledAnywhereTest {
    private static final int STRIDE = 40;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BACKEND_SETS")
    void theEndIsTheSame(Exposure exposure) {
        requireSameEnd(exposure, STRIDE);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BACKEND_SETS")
    void theEndIsTheSameWhateverTheCall(Exposure exposure) {
        requireSameEnd(exposure, 1);
    }

    private static void requireSameEnd(Exposure exposure, int stride) {
        SameEnd end = scenarios(exposure).findFirst().orElseThrow();
        assertThat(end.whole().endState()).doesNotContain("excluded").doesNotContain("DRAIN");
        end.isReachedWhereverItIsKilled(call -> call % stride == 0);
    }

    /** In others something stands in the way from the beginning. */
    private static Stream<SameEnd> scenarios(Exposure exposure) {
        return LongStream.range(0, 100)
                .mapToObj(seed -> new SameEnd(() -> Simulation.of(seed).nodes(2).exposed(exposure)))
                .filter(end -> end.whole().outcome() == Outcome.COMPLETED);
    }
}
