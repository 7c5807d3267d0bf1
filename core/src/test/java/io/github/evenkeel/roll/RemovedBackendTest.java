package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes with two backends in a set, one of which another client removes before its node is drained. */
class RemovedBackendTest {
    private static final int NODES = 4;

    private final SmallWorld world = new SmallWorld(NODES);

    static List<Rollout> rollouts() {
        return List.of(Rollout.oneAtATime(), Rollout.maxSurge(1));
    }

    private void twoEach() {
        for (int i = 1; i <= NODES; i++) {
            Backend second = Backend.builder("10.0.10." + i, 81).build();
            world.backends.put(second.name(), second);
        }
    }

    private UpgradeReport run() {
        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        return roll.run();
    }

    private void removeBefore(String call) {
        world.before.put(call, () -> {
            world.before.remove(call);
            world.revision++;
            world.backends.remove("10.0.10.2:81");
        });
    }

    /** While the node before it is drained: the set had it when the run first counted. */
    @ParameterizedTest
    @MethodSource("rollouts")
    void theRunDoesWithoutIt(Rollout rollout) {
        twoEach();
        world.rollout = rollout;
        removeBefore("cordon");

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(world.backends).hasSize(2 * NODES - 1);
        assertThat(world.allServe()).isTrue();
    }

    /** Then no drain of the node itself is there to notice it. */
    @ParameterizedTest
    @MethodSource("rollouts")
    void soItDoesIfItWasTheOnlyOne(Rollout rollout) {
        world.rollout = rollout;
        world.before.put("cordon", () -> {
            world.before.remove("cordon");
            world.revision++;
            world.backends.remove("10.0.10.2:80");
        });

        assertThat(run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(world.backends).hasSize(NODES - 1);
    }
}
