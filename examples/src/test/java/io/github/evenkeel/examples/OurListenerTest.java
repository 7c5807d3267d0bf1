package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.testkit.simulation.SimulatedRun;
import io.github.evenkeel.testkit.simulation.Simulation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

// snippet: simulated-test
class OurListenerTest {
    private final List<String> replaced = new CopyOnWriteArrayList<>();

    private final UpgradeListener listener = new UpgradeListener() {
        @Override
        public void onNodeReplaced(UpgradeEvent.NodeReplaced event) {
            replaced.add(event.report().node());
        }
    };

    @Test
    void hearsOfEachNode() {
        SimulatedRun run = Simulation.of(42)
                .withoutFaults()
                .nodes(5)
                .planned(plan -> plan.withListener(listener))
                .run();

        assertThat(run.report().orElseThrow().nodes()).hasSize(5);
        assertThat(replaced).hasSize(5);
    }
}
// end
