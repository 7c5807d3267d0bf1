package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several nodes under way whose pods share a disruption budget, which the invariant of evictions looks at. */
class SharedBudgetsTest {
    private static final int SEEDS = 40;
    private static final Duration SOON = Duration.ofSeconds(30);

    /** What a run has evicted, in order. */
    private static final class Evictions implements UpgradeListener {
        private final List<UpgradeEvent.PodEvicted> all = new ArrayList<>();

        @Override
        public void onPodEvicted(UpgradeEvent.PodEvicted event) {
            all.add(event);
        }

        /** Whether pods of one application have left two nodes soon after each other. */
        boolean areSharedBySeveralNodes() {
            return all.stream().anyMatch(one -> all.stream()
                    .anyMatch(other -> !one.node().equals(other.node())
                            && app(one).equals(app(other))
                            && Duration.between(one.at(), other.at()).abs().compareTo(SOON) < 0));
        }

        private static String app(UpgradeEvent.PodEvicted event) {
            return event.pod().replaceFirst("-\\d+$", "");
        }
    }

    @Test
    void aBudgetHoldsOverAllNodesUnderWay() {
        int shared = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Evictions evictions = new Evictions();
            SimulatedRun run = Simulation.of(seed)
                    .withoutFaults()
                    .nodes(8)
                    .rollout(Rollout.maxUnavailable(4))
                    .planned(plan -> plan.withListener(evictions))
                    .run();
            assertThat(run.outcome()).isIn(Outcome.COMPLETED, Outcome.REFUSED);
            shared += evictions.areSharedBySeveralNodes() ? 1 : 0;
        }
        assertThat(shared)
                .as("runs in which several nodes share a budget at a time")
                .isGreaterThan(SEEDS / 10);
    }
}
