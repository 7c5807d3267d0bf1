package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.testkit.contract.ManagedClusterFixture;
import io.github.evenkeel.testkit.contract.NodePoolSizeContract;

class SimulatedPoolSizeTest extends NodePoolSizeContract {
    @Override
    protected ManagedClusterFixture fixture() {
        return new ClusterInWorld();
    }
}
