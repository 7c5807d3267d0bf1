package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ServiceException.Outcome;

/** Load balancers whose inventory is under test, with changes by other clients. */
public interface LoadBalancerInventoryFixture extends PortFixture {
    /** The port under test, the same each time. */
    LoadBalancerInventory port();

    /** The load balancer of that identity is deleted. */
    void delete(String loadBalancerId);

    /** Another client adds a backend to a set of a load balancer. */
    void addBackend(String loadBalancerId, String backendSet, Backend backend);

    /**
     * The next call of {@link LoadBalancerInventory#loadBalancers} has this outcome.
     *
     * @param outcome one of THROTTLED, UNAVAILABLE, UNKNOWN, UNAUTHENTICATED and NOT_FOUND
     */
    void failNextList(Outcome outcome);
}
