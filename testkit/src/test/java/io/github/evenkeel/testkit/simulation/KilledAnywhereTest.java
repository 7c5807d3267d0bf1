package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed before or after any of its calls is gone on for by another one, to the same end. */
class KilledAnywhereTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4, 5, 7})
    void theEndIsTheSame(long seed) {
        SimulatedRun whole = scenario(seed).run();
        assertThat(whole.outcome()).isEqualTo(Outcome.COMPLETED);

        List<String> others = IntStream.rangeClosed(1, whole.calls())
                .parallel()
                .boxed()
                .flatMap(call ->
                        List.of(
                                        scenario(seed).killedBeforeCall(call),
                                        scenario(seed).killedAfterCall(call))
                                .stream()
                                .map(Simulation::run)
                                .filter(run ->
                                        !run.endState().equals(whole.endState()) || run.outcome() != Outcome.COMPLETED)
                                .map(run -> "call " + call + ": " + run.outcome() + "\n" + run.endState()))
                .toList();

        assertThat(others).as("ends that differ from\n%s", whole.endState()).isEmpty();
    }

    private static Simulation scenario(long seed) {
        return Simulation.of(seed).withoutFaults().journalled();
    }
}
