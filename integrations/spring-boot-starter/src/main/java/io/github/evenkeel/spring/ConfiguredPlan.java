package io.github.evenkeel.spring;

import io.github.evenkeel.HttpProbe;
import io.github.evenkeel.LoadBalancerStage;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes a plan of the properties. */
final class ConfiguredPlan {
    private final EvenkeelProperties properties;

    ConfiguredPlan(EvenkeelProperties properties) {
        this.properties = properties;
    }

    /**
     * Begins the plan with its load balancers.
     *
     * @param byId makes the port of a load balancer
     * @param beans load balancers that are beans of the application
     * @param ofServices finds the load balancers of Services; asked for only if the properties say so
     */
    UpgradePlan begin(
            LoadBalancerStage<UpgradePlan> stage,
            Function<String, LoadBalancer> byId,
            List<LoadBalancer> beans,
            Supplier<ServiceLoadBalancers> ofServices) {
        List<LoadBalancer> named = new ArrayList<>(beans);
        properties.getLoadBalancers().stream().map(byId).forEach(named::add);
        if (properties.isWithoutLoadBalancer()) {
            if (properties.isServiceLoadBalancers() || !named.isEmpty()) {
                throw new IllegalStateException(
                        "evenkeel.without-load-balancer is true, and the plan has load balancers;"
                                + " expected one of both");
            }
            return stage.withoutLoadBalancer();
        }
        UpgradePlan plan;
        if (properties.isServiceLoadBalancers()) {
            plan = stage.withServiceLoadBalancers(ofServices.get());
        } else if (named.isEmpty()) {
            throw new IllegalStateException("the plan has no load balancer; set evenkeel.load-balancers,"
                    + " evenkeel.service-load-balancers=true or evenkeel.without-load-balancer=true");
        } else {
            plan = stage.withLoadBalancer(named.remove(0));
        }
        for (LoadBalancer balancer : named) {
            plan = plan.withLoadBalancer(balancer);
        }
        return plan;
    }

    /** The plan with what else the properties say. */
    UpgradePlan appliedTo(UpgradePlan begun) {
        UpgradePlan plan = begun.withTiming(properties.getTiming().appliedTo(Timing.defaults()))
                .withRollout(rollout());
        String version = properties.getVersion();
        if (version != null) {
            plan = plan.toVersion(version);
        }
        if (!properties.getNodePools().isEmpty()) {
            plan = plan.withNodePools(properties.getNodePools().toArray(String[]::new));
        }
        for (String address : properties.getProbes()) {
            plan = plan.withProbe(HttpProbe.of(address));
        }
        return properties.getTimeout() == null ? plan : plan.withTimeout(properties.getTimeout());
    }

    private Rollout rollout() {
        String unavailable = properties.getMaxUnavailable();
        String surge = properties.getMaxSurge();
        if (surge != null) {
            Rollout surging = Rollout.maxSurge(surge);
            return unavailable == null ? surging : surging.andMaxUnavailable(unavailable);
        }
        return unavailable == null ? Rollout.oneAtATime() : Rollout.maxUnavailable(unavailable);
    }
}
