package io.github.evenkeel.oci;

import io.github.evenkeel.testkit.contract.ManagedClusterFixture;
import io.github.evenkeel.testkit.contract.NodePoolSizeContract;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Sizes of node pools, by the adapter with the real client of the SDK, on the emulator. */
@Execution(ExecutionMode.CONCURRENT)
class NodePoolSizeOnEmulatorTest extends NodePoolSizeContract {
    @Override
    protected ManagedClusterFixture fixture() {
        return new EmulatedCluster();
    }
}
