package io.github.evenkeel;

import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PoolSelection;
import io.github.evenkeel.run.SystemScheduler;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.Workloads;
import java.util.List;
import java.util.Objects;

/**
 * First stage of an {@link UpgradePlan}: says what sends requests to the cluster's nodes. Safe for use by any thread.
 */
public final class LoadBalancerStage {
    private final ManagedCluster cluster;
    private final Workloads workloads;

    LoadBalancerStage(ManagedCluster cluster, Workloads workloads) {
        this.cluster = cluster;
        this.workloads = workloads;
    }

    /** Names the load balancer that sends traffic to the cluster's nodes. */
    public UpgradePlan withLoadBalancer(LoadBalancer loadBalancer) {
        return plan(List.of(Objects.requireNonNull(loadBalancer, "loadBalancer")));
    }

    /**
     * Says that no load balancer sends traffic to the cluster's nodes. The roll drains no backend, and the preview
     * warns of that.
     */
    public UpgradePlan withoutLoadBalancer() {
        return plan(List.of());
    }

    private UpgradePlan plan(List<LoadBalancer> loadBalancers) {
        return new UpgradePlan(new PlanSpec(
                cluster,
                workloads,
                loadBalancers,
                null,
                PoolSelection.ALL,
                List.of(),
                List.of(),
                Timing.defaults(),
                DrainPolicy.defaults(),
                new SystemScheduler(),
                Durability.NONE));
    }
}
