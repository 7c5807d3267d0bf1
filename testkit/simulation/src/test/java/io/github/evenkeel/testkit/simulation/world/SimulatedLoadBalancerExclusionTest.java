package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.testkit.contract.LoadBalancerExclusionContract;
import io.github.evenkeel.testkit.contract.WorkloadsFixture;

class SimulatedLoadBalancerExclusionTest extends LoadBalancerExclusionContract {
    @Override
    protected WorkloadsFixture fixture() {
        return new WorkloadsInWorld();
    }
}
