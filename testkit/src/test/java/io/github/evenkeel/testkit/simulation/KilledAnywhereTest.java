package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed before or after any of its calls is gone on for by another one, to the same end. */
class KilledAnywhereTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4, 5, 7})
    void theEndIsTheSame(long seed) {
        SameEnd end = new SameEnd(seed);
        assertThat(end.whole().outcome()).isEqualTo(Outcome.COMPLETED);

        List<String> others = IntStream.rangeClosed(1, end.whole().calls())
                .parallel()
                .boxed()
                .flatMap(call -> Stream.concat(
                        end.differs("before call " + call, end.simulation().killedBeforeCall(call)),
                        end.differs("after call " + call, end.simulation().killedAfterCall(call))))
                .toList();

        assertThat(others)
                .as("ends that differ from\n%s", end.whole().endState())
                .isEmpty();
    }
}
