package io.github.evenkeel.oci;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.testkit.contract.LoadBalancerInventoryContract;
import io.github.evenkeel.testkit.contract.LoadBalancerInventoryFixture;
import java.util.List;
import java.util.Map;

/** A compartment with load balancers. */
class OciInventoryOfLoadBalancersOnEmulatorTest extends LoadBalancerInventoryContract {
    @Override
    protected LoadBalancerInventoryFixture fixture(Map<String, Map<String, List<Backend>>> balancers) {
        return EmulatedInventory.ofLoadBalancers(balancers);
    }
}
