package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.testkit.contract.WorkloadsFaultsContract;
import io.github.evenkeel.testkit.contract.WorkloadsFaultsFixture;

class SimulatedWorkloadsFaultsTest extends WorkloadsFaultsContract {
    @Override
    protected WorkloadsFaultsFixture fixture() {
        return new WorkloadsInWorld();
    }
}
