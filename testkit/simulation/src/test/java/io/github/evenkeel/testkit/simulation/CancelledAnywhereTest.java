package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A roll that is cancelled at any of its calls ends in its time, and leaves nothing half done. */
@Execution(ExecutionMode.CONCURRENT)
class CancelledAnywhereTest {
    @ParameterizedTest
    @CsvSource({"4, false", "4, true"})
    void nothingIsLeftHalfDone(long seed, boolean journalled) {
        int calls = simulation(seed, journalled).run().calls();

        List<Outcome> outcomes = IntStream.rangeClosed(1, calls)
                .parallel()
                .mapToObj(call ->
                        simulation(seed, journalled).cancelledAtCall(call).run().outcome())
                .toList();

        assertThat(Set.copyOf(outcomes)).isEqualTo(Set.of(Outcome.CANCELLED, Outcome.COMPLETED));
        assertThat(outcomes).filteredOn(Outcome.CANCELLED::equals).hasSizeGreaterThan(calls / 2);
    }

    private static Simulation simulation(long seed, boolean journalled) {
        Simulation simulation = Simulation.of(seed).withoutFaults().nodes(2);
        return journalled ? simulation.journalled() : simulation;
    }
}
