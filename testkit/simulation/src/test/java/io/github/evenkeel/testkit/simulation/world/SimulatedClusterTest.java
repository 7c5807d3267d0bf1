package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.testkit.contract.ManagedClusterContract;
import io.github.evenkeel.testkit.contract.ManagedClusterFixture;

class SimulatedClusterTest extends ManagedClusterContract {
    @Override
    protected ManagedClusterFixture fixture() {
        return new ClusterInWorld();
    }
}
