package io.github.evenkeel.oci;

import io.github.evenkeel.testkit.contract.ManagedClusterContract;
import io.github.evenkeel.testkit.contract.ManagedClusterFixture;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The adapter with the real client of the SDK, on the emulator. */
@Execution(ExecutionMode.CONCURRENT)
class OkeClusterOnEmulatorTest extends ManagedClusterContract {
    @Override
    protected ManagedClusterFixture fixture() {
        return new EmulatedCluster();
    }
}
