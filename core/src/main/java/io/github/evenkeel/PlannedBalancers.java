package io.github.evenkeel;

import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import java.util.Objects;
import java.util.function.Consumer;

/** Part of a plan: the load balancers that send traffic to the nodes, and those that are left out. */
abstract sealed class PlannedBalancers permits PlannedVersions {
    /**
     * Names one more load balancer that sends traffic to the cluster's nodes.
     *
     * @throws IllegalArgumentException if the plan has it already or leaves it out, or was begun
     *     {@code withoutLoadBalancer()}
     */
    public UpgradePlan withLoadBalancer(LoadBalancer loadBalancer) {
        Objects.requireNonNull(loadBalancer, "loadBalancer");
        return with(edit -> edit.add(loadBalancer));
    }

    /**
     * Finds the load balancers that a controller keeps for the cluster's Services of type LoadBalancer, when the roll
     * begins, and adds them to those that the plan names. A second call replaces the first.
     *
     * <p>The roll drains a node's backends there, gives connections their time, and takes the node out by the label
     * {@value BalancerExclusion#LABEL}; the controller removes its backends, and adds those of its successor.
     */
    public UpgradePlan withServiceLoadBalancers(ServiceLoadBalancers serviceLoadBalancers) {
        Objects.requireNonNull(serviceLoadBalancers, "serviceLoadBalancers");
        return with(edit -> edit.services = edit.services.foundBy(serviceLoadBalancers));
    }

    /**
     * Leaves a Service of type LoadBalancer out: its load balancer loses each node without a drain, and requests of the
     * Service may be lost. Without it, a Service whose load balancer is not in the plan blocks the roll.
     *
     * @param namespace of the Service
     * @param name of the Service
     */
    public UpgradePlan withoutService(String namespace, String name) {
        String path = ServiceAddress.builder(namespace, name).build().path();
        return with(edit -> edit.services = edit.services.without(path));
    }

    /**
     * Looks for load balancers that send traffic to nodes of the plan's pools and are not in the plan. Each one blocks
     * the roll before the first change, unless it is left out by {@link #withoutLoadBalancer}. The look adds none to
     * the plan. A second call replaces the first; without this option, the plan does not look for others.
     *
     * @param inventory of all places in which such load balancers may be
     */
    public UpgradePlan withLoadBalancerInventory(LoadBalancerInventory inventory) {
        Objects.requireNonNull(inventory, "inventory");
        return with(edit -> edit.findOthersIn(inventory));
    }

    /**
     * Leaves a load balancer out that {@link #withLoadBalancerInventory} finds: it loses each node without a drain, and
     * its requests may be lost. One in another network, whose backends have the addresses of nodes by chance, loses
     * nothing. The preview warns of it. One that {@link #withServiceLoadBalancers} finds stays in the plan: see
     * {@link #withoutService}.
     *
     * @param loadBalancerId identity for the provider; for OCI its OCID
     * @throws IllegalArgumentException if the plan names it by {@link #withLoadBalancer}
     */
    public UpgradePlan withoutLoadBalancer(String loadBalancerId) {
        Objects.requireNonNull(loadBalancerId, "loadBalancerId");
        return with(edit -> edit.leaveOut(loadBalancerId));
    }

    abstract UpgradePlan with(Consumer<PlanEdit> change);
}
