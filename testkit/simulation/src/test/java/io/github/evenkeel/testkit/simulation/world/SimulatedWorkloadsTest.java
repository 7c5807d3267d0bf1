package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.testkit.contract.WorkloadsContract;
import io.github.evenkeel.testkit.contract.WorkloadsFixture;

class SimulatedWorkloadsTest extends WorkloadsContract {
    @Override
    protected WorkloadsFixture fixture() {
        return new WorkloadsInWorld();
    }
}
