package io.github.evenkeel;

import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * First stage of a plan: says what sends requests to the cluster's nodes. Safe for use by any thread.
 *
 * @param <P> the plan that follows
 */
public final class LoadBalancerStage<P> {
    private final Function<List<LoadBalancer>, P> named;
    private final Function<ServiceLoadBalancers, P> found;

    /**
     * Of a plan.
     *
     * @param named makes the plan with the load balancers that it names
     * @param found makes the plan whose load balancers are found
     */
    LoadBalancerStage(Function<List<LoadBalancer>, P> named, Function<ServiceLoadBalancers, P> found) {
        this.named = named;
        this.found = found;
    }

    /** Names the load balancer that sends traffic to the cluster's nodes. */
    public P withLoadBalancer(LoadBalancer loadBalancer) {
        return named.apply(List.of(Objects.requireNonNull(loadBalancer, "loadBalancer")));
    }

    /**
     * Finds the load balancers of all Services of type LoadBalancer, see {@link UpgradePlan#withServiceLoadBalancers}.
     */
    public P withServiceLoadBalancers(ServiceLoadBalancers serviceLoadBalancers) {
        return found.apply(Objects.requireNonNull(serviceLoadBalancers, "serviceLoadBalancers"));
    }

    /**
     * Says that no load balancer sends traffic to the cluster's nodes. The roll drains no backend, and the preview
     * warns of that.
     */
    public P withoutLoadBalancer() {
        return named.apply(List.of());
    }
}
