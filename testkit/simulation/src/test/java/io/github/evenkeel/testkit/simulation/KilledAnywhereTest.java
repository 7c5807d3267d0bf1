package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that is killed before or after any of its calls is gone on for by another one, to the same end. A build
 * kills it around every call that leaves something behind, and around one in so many reads; the long tests, around
 * every call.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledAnywhereTest {
    /** A world is rolled twice for each call at which its process is killed. */
    private static final int CALLS_AT_MOST = 1400;

    /** In a build, one read in so many: around others a process leaves what it leaves before the next write. */
    private static final int STRIDE = 20;

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
        new SameEnd(seed).isReachedWhereverItWrites(read -> read % STRIDE == seed % STRIDE);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("worlds")
    void theEndIsTheSameWhateverTheCall(long seed) {
        new SameEnd(seed).isReachedWhereverItIsKilled(call -> true);
    }
}
