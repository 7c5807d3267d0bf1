package io.github.evenkeel;

import io.github.evenkeel.spi.LoadBalancer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * First stage of a plan: says what sends requests to the cluster's nodes. Safe for use by any thread.
 *
 * @param <P> the plan that follows
 */
public final class LoadBalancerStage<P> {
    private final Function<List<LoadBalancer>, P> next;

    LoadBalancerStage(Function<List<LoadBalancer>, P> next) {
        this.next = next;
    }

    /** Names the load balancer that sends traffic to the cluster's nodes. */
    public P withLoadBalancer(LoadBalancer loadBalancer) {
        return next.apply(List.of(Objects.requireNonNull(loadBalancer, "loadBalancer")));
    }

    /**
     * Says that no load balancer sends traffic to the cluster's nodes. The roll drains no backend, and the preview
     * warns of that.
     */
    public P withoutLoadBalancer() {
        return next.apply(List.of());
    }
}
