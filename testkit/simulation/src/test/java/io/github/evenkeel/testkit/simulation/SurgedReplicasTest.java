package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Worlds with Deployments of one replica, which are surged. */
class SurgedReplicasTest {
    private static final int SEEDS = 150;

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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theyServeWhateverGoesWrong(int part) {
        for (long seed = part; seed < SEEDS; seed += 4) {
            assertThat(Simulation.of(seed).surgingSingleReplicas().run().calls())
                    .isNotNegative();
        }
    }
}
