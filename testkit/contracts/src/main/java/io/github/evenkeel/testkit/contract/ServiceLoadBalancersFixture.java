package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.ServiceLoadBalancers;

/** Load balancers of Services whose port is under test, with changes by other clients. */
public interface ServiceLoadBalancersFixture extends PortFixture {
    /** The port under test, the same each time. */
    ServiceLoadBalancers port();

    /** The load balancer of the Service is deleted. */
    void deleteBalancerOf(ServiceAddress service);

    /**
     * The next call of {@link ServiceLoadBalancers#find} has this outcome.
     *
     * @param outcome one of THROTTLED, UNAVAILABLE, UNKNOWN and UNAUTHENTICATED
     */
    void failNextFind(Outcome outcome);
}
