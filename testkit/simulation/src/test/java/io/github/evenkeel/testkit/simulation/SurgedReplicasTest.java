package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Worlds with Deployments of one replica, which are surged. */
class SurgedReplicasTest {
    private static final int SEEDS = 150;

    /** A world in which both Deployments can be surged. */
    private static final long SURGED = 5;

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void theyServeWhileAllNodesAreReplaced(String unavailable) {
        List<UpgradeEvent> restarts = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            SimulatedRun run = Simulation.of(seed)
                    .nodes(4)
                    .withoutFaults()
                    .surgingSingleReplicas()
                    .rollout(Rollout.maxUnavailable(unavailable))
                    .planned(plan -> plan.withListener(UpgradeListener.of(event -> {
                        if (event instanceof UpgradeEvent.DeploymentRestarted) {
                            restarts.add(event);
                        }
                    })))
                    .run();
            assertThat(run.outcome()).isIn(Outcome.COMPLETED, Outcome.REFUSED);
        }
        assertThat(restarts).hasSizeGreaterThan(20);
    }

    /** Each process that goes on finds the rollout that was restarted, and the nodes that were tainted. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theyServeWhereverAProcessIsKilled(int part) {
        Rollout rollout = Rollout.maxUnavailable(2).taintingOutdatedNodes();
        int calls = scene(rollout).run().calls();
        for (int call = 1 + part; call <= calls; call += 8) {
            assertThat(scene(rollout).killedBeforeCall(call).run().outcome())
                    .as("killed before call " + call)
                    .isEqualTo(Outcome.COMPLETED);
            assertThat(scene(rollout).killedAfterCall(call).run().outcome())
                    .as("killed after call " + call)
                    .isEqualTo(Outcome.COMPLETED);
        }
    }

    /** A cancel leaves a rollout that goes on by itself, and no taint. */
    @Test
    void theyServeWheneverTheRollIsCancelled() {
        Rollout rollout = Rollout.oneAtATime().taintingOutdatedNodes();
        int calls = scene(rollout).run().calls();
        for (int call = 1; call <= calls; call += 5) {
            assertThat(scene(rollout).cancelledAtCall(call).run().outcome())
                    .as("cancelled at call " + call)
                    .isIn(Outcome.COMPLETED, Outcome.CANCELLED, Outcome.STOPPED);
        }
    }

    private static Simulation scene(Rollout rollout) {
        return Simulation.of(SURGED)
                .nodes(3)
                .withoutFaults()
                .journalled()
                .surgingSingleReplicas()
                .rollout(rollout);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theyServeWhateverGoesWrong(int part) {
        for (long seed = part; seed < SEEDS; seed += 4) {
            assertThat(Simulation.of(seed).surgingSingleReplicas().run().calls())
                    .isNotNegative();
        }
    }
}
