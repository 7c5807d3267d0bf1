package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.testkit.contract.AvailabilityProbeContract;
import io.github.evenkeel.testkit.contract.AvailabilityProbeFixture;
import java.time.Duration;

class SimulatedProbeTest extends AvailabilityProbeContract {
    @Override
    protected AvailabilityProbeFixture fixture() {
        return new Simulated();
    }

    private static final class Simulated implements AvailabilityProbeFixture {
        /** Longer than an application of a world is ever away. */
        private static final long BACK_AGAIN = Duration.ofMinutes(10).toNanos();

        private final EmptyWorld it = new EmptyWorld();
        private final AvailabilityProbe port = it.world.probe();

        @Override
        public AvailabilityProbe port() {
            return port;
        }

        @Override
        public void makeAvailable() {
            it.pass(BACK_AGAIN);
        }

        @Override
        public void makeUnavailable() {
            it.faults.with(Fault.PROBE_FAILS, null, 1);
        }

        @Override
        public void makeUnreachable() {
            it.faults.with(Fault.PROBE_THROWS, null, 1);
        }

        @Override
        public void close() {
            // nothing runs
        }
    }
}
