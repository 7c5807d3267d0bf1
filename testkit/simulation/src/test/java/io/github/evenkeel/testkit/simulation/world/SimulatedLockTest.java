package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.testkit.contract.RunLockContract;

class SimulatedLockTest extends RunLockContract {
    private final World world = new EmptyWorld().world;

    @Override
    protected RunLock lock() {
        return new SimulatedLock(world);
    }
}
