package io.github.evenkeel.oci;

import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.testkit.contract.ServiceLoadBalancersContract;
import io.github.evenkeel.testkit.contract.ServiceLoadBalancersFixture;
import java.util.List;

/** Services that ask for network load balancers. */
class OciServiceNetworkLoadBalancersOnEmulatorTest extends ServiceLoadBalancersContract {
    @Override
    protected ServiceLoadBalancersFixture fixture(List<ServiceAddress> services) {
        return EmulatedServiceBalancers.ofNetworkLoadBalancers(services);
    }
}
