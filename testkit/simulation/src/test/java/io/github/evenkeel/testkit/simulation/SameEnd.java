package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A world without faults, and what a roll of it comes to that is not killed: one that is killed has to come to that.
 */
final class SameEnd {
    private final Supplier<Simulation> world;
    private final SimulatedRun whole;

    SameEnd(long seed) {
        this(() -> Simulation.of(seed));
    }

    SameEnd(Supplier<Simulation> world) {
        this.world = world;
        whole = simulation().run();
    }

    SimulatedRun whole() {
        return whole;
    }

    Simulation simulation() {
        return world.get().withoutFaults().journalled();
    }

    /** What came of it instead, in words; nothing if it came to the same. */
    Stream<String> differs(String where, Simulation killed) {
        SimulatedRun run = killed.run();
        return run.outcome() == Outcome.COMPLETED && run.endState().equals(whole.endState())
                ? Stream.of()
                : Stream.of(where + ": " + run.outcome() + "\n" + run.endState());
    }

    /**
     * Kills the process before and after each call that changes something or writes records, and around each of these
     * reads. A read leaves nothing behind: a process that is killed around it leaves the world as one does that is
     * killed before the next write, only earlier.
     */
    void isReachedWhereverItWrites(IntPredicate reads) {
        isReachedWhereverItIsKilled(call -> whole.writes().contains(call) || reads.test(call));
    }

    /** Kills the process before and after each of these calls: every time another one goes on to the same end. */
    void isReachedWhereverItIsKilled(IntPredicate calls) {
        List<String> others = IntStream.rangeClosed(1, whole.calls())
                .filter(calls)
                .parallel()
                .boxed()
                .flatMap(call -> Stream.concat(
                        differs("before call " + call, simulation().killedBeforeCall(call)),
                        differs("after call " + call, simulation().killedAfterCall(call))))
                .toList();
        assertThat(others).as("ends that differ from\n%s", whole.endState()).isEmpty();
    }
}
