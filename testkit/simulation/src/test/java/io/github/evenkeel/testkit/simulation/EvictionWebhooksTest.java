package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.testkit.simulation.world.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvictionWebhooksTest {
    @ParameterizedTest
    @EnumSource(names = {"WEBHOOK_DENIES", "WEBHOOK_HANGS", "WEBHOOK_ACTS"})
    void noInvariantBreaks(Fault fault) {
        long struck = 0;
        for (long seed = 0; seed < 10; seed++) {
            struck += Simulation.of(seed).withFault(fault, 3).run().faults().getOrDefault(fault, 0L);
            Simulation.of(seed).withFault(fault, Integer.MAX_VALUE).liveness().run();
        }
        assertThat(struck).isPositive();
    }

    @Test
    void podsThatAnOperatorMovesAreNotToldAsEvicted() {
        List<String> moved = new ArrayList<>();
        List<String> evicted = new ArrayList<>();

        SimulatedRun run = Simulation.of(4)
                .withFault(Fault.WEBHOOK_ACTS, Integer.MAX_VALUE)
                .liveness()
                .planned(plan -> plan.withListener(new UpgradeListener() {
                    @Override
                    public void onPodMovedByOthers(UpgradeEvent.PodMovedByOthers event) {
                        moved.add(event.pod());
                    }

                    @Override
                    public void onPodEvicted(UpgradeEvent.PodEvicted event) {
                        evicted.add(event.pod());
                    }
                }))
                .run();

        assertThat(run.faults()).containsKey(Fault.WEBHOOK_ACTS);
        assertThat(moved).isNotEmpty();
        assertThat(evicted).isEmpty();
    }
}
