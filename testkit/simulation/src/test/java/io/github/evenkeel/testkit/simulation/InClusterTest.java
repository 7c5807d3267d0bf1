package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A roll whose processes are in pods on the nodes that it replaces: each hands it over to the next. */
@Execution(ExecutionMode.CONCURRENT)
class InClusterTest {
    private static boolean handsOver(SimulatedRun run) {
        return run.log().stream().anyMatch(line -> line.contains("HANDED_OVER"));
    }

    @Test
    void isHandedOverAndCompletes() {
        List<SimulatedRun> runs = LongStream.range(0, 60)
                .parallel()
                .mapToObj(seed ->
                        Simulation.of(seed).withoutFaults().inCluster().logged().run())
                .filter(run -> run.outcome() != Outcome.REFUSED)
                .toList();

        assertThat(runs).hasSizeGreaterThan(40).allMatch(InClusterTest::handsOver);
        assertThat(runs).extracting(SimulatedRun::outcome).containsOnly(Outcome.COMPLETED);
    }

    @Test
    void isHandedOverWhateverCallItsProcessIsKilledAt() {
        int calls = Simulation.of(4).withoutFaults().nodes(2).inCluster().run().calls();

        List<Outcome> outcomes = IntStream.iterate(1, call -> call <= calls, call -> call + 4)
                .parallel()
                .mapToObj(call -> Simulation.of(4)
                        .withoutFaults()
                        .nodes(2)
                        .inCluster()
                        .killedAfterCall(call)
                        .run()
                        .outcome())
                .toList();

        assertThat(outcomes).hasSizeGreaterThan(30).containsOnly(Outcome.COMPLETED);
    }
}
