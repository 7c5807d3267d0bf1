package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rolls of several nodes at once, with surge nodes and in waves: a process that is killed before or after any of its
 * calls is gone on for by another one, to the same end. No request is lost, and no surge node is left.
 */
@Execution(ExecutionMode.CONCURRENT)
class SurgeKilledAnywhereTest {
    /** In a build, one call in so many: another one in each scenario. */
    private static final int STRIDE = 50;

    private static final List<Rollout> ROLLOUTS = List.of(
            Rollout.maxSurge(1),
            Rollout.maxSurge(2).waves("1", "2").soaking(Duration.ofSeconds(30)),
            Rollout.maxSurge(1).andMaxUnavailable(1).poolsSideBySide(),
            Rollout.maxSurge("100%").orWithLessSurge().poolsSideBySide());

    /** @param rollout its number among {@link #ROLLOUTS} */
    record Scenario(int rollout, long seed) {
        SameEnd end() {
            return new SameEnd(() -> Simulation.of(seed).nodes(3).rollout(ROLLOUTS.get(rollout)));
        }

        /** In others something stands in the way from the beginning. */
        boolean completes() {
            return end().whole().outcome() == Outcome.COMPLETED;
        }
    }

    static Stream<Scenario> scenarios() {
        return IntStream.range(0, ROLLOUTS.size())
                .mapToObj(rollout -> LongStream.range(100L * rollout, 100L * rollout + 100)
                        .mapToObj(seed -> new Scenario(rollout, seed))
                        .filter(Scenario::completes)
                        .findFirst()
                        .orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theEndIsTheSame(Scenario scenario) {
        requireSameEnd(scenario, STRIDE);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("scenarios")
    void theEndIsTheSameWhateverTheCall(Scenario scenario) {
        requireSameEnd(scenario, 1);
    }

    private static void requireSameEnd(Scenario scenario, int stride) {
        scenario.end().isReachedWhereverItIsKilled(call -> call % stride == scenario.rollout() % stride);
    }
}
