package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.testkit.contract.RunLockRequestsContract;

class SimulatedLockTest extends RunLockRequestsContract {
    private final World world = new EmptyWorld().world;

    @Override
    protected RunLock lock() {
        return new SimulatedLock(world);
    }
}
