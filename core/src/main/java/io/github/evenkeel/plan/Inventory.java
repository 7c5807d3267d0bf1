package io.github.evenkeel.plan;

import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import java.util.Optional;

/**
 * Snapshot of all load balancers that may have nodes of the cluster, whether the plan has them or not.
 *
 * @param balancers none if the plan does not look for others, or they can't be listed
 * @param unread why they can't be listed
 */
record Inventory(List<LoadBalancerDescription> balancers, Optional<ServiceException> unread) {
    static final Inventory NONE = of(List.of());

    Inventory {
        balancers = List.copyOf(balancers);
    }

    static Inventory of(List<LoadBalancerDescription> balancers) {
        return new Inventory(balancers, Optional.empty());
    }

    /** Lists them if the plan asks for it. */
    static Inventory read(PlanSpec spec, Retries retries) {
        LoadBalancerInventory port = spec.inventory().port();
        if (port == null) {
            return NONE;
        }
        try {
            return of(retries.call("list load balancers", port::loadBalancers));
        } catch (ServiceException e) {
            if (e.isRetryable()) {
                throw e;
            }
            return new Inventory(List.of(), Optional.of(e));
        }
    }
}
