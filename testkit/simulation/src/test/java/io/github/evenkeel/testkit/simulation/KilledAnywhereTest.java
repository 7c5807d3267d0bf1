package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.util.stream.LongStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that is killed before or after any of its calls is gone on for by another one, to the same end. */
@Execution(ExecutionMode.CONCURRENT)
class KilledAnywhereTest {
    /** A world is rolled twice as often as it has calls. */
    private static final int CALLS_AT_MOST = 1400;

    /** Six worlds that a roll completes in: in others something stands in its way from the beginning. */
    static LongStream worlds() {
        return LongStream.range(0, 200).filter(KilledAnywhereTest::completes).limit(6);
    }

    private static boolean completes(long seed) {
        SimulatedRun whole = new SameEnd(seed).whole();
        return whole.outcome() == Outcome.COMPLETED && whole.calls() <= CALLS_AT_MOST;
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theEndIsTheSame(long seed) {
        SameEnd end = new SameEnd(seed);

        end.isReachedWhereverItIsKilled(call -> true);
    }
}
