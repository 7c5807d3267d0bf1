package io.github.evenkeel.testkit.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.testkit.contract.ManagedClusterFixture;
import io.github.evenkeel.testkit.contract.NodePoolSizeContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatedPoolSizeTest extends NodePoolSizeContract {
    @Override
    protected ManagedClusterFixture fixture() {
        return new ClusterInWorld();
    }

    @Test
    void aPlaceholderThatIsTakenBackBecomesNoNode() {
        try (ClusterInWorld world = new ClusterInWorld()) {
            ManagedCluster port = world.port();
            world.delayNextLaunch();
            port.increaseNodePoolSize(port.nodePool(world.poolId()), 4);
            world.await(
                    "a placeholder",
                    () -> !port.nodePool(world.poolId()).placeholders().isEmpty()
                            && port.operationsInFlight().isEmpty());

            port.removePlaceholders(port.nodePool(world.poolId()), 3);
            world.pass(Duration.ofHours(1));

            assertThat(port.nodePool(world.poolId()).nodes()).hasSize(3);
        }
    }
}
