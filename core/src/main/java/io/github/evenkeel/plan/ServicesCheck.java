package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.traffic.ServiceSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks that the plan has the load balancer of each Service of type LoadBalancer, unless it leaves the Service out.
 * Warns of a Service of another load balancer class, which may have none at the provider.
 */
final class ServicesCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        if (executionPlan.nodes().isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Set<String> covered = covered(world);
        Map<String, ServiceAddress> services = new TreeMap<>();
        world.serviceAddresses().forEach(service -> services.putIfAbsent(service.path(), service));
        services.forEach((path, service) -> {
            if (spec.services().leavesOut(service)) {
                findings.add(leftOut(path));
            } else if (!covered.contains(path)) {
                findings.add(service.isOfProvider() ? uncovered(path, service, spec) : ofAnotherClass(path, service));
            }
        });
        return findings;
    }

    /** Services whose load balancer is in the plan, by namespace and name. */
    static Set<String> covered(ClusterSnapshot world) {
        ServiceSets sets = world.serviceSets();
        return world.balancers().stream()
                .flatMap(view -> sets.servicesOf(view.description()).stream())
                .map(ServiceAddress::path)
                .collect(Collectors.toSet());
    }

    private static Finding leftOut(String path) {
        return Finding.warning(
                "Service " + path,
                "left out of the plan: its load balancer loses each node without a drain",
                "a drain before a node is deleted",
                "nothing, if requests of this Service may be lost");
    }

    private static Finding ofAnotherClass(String path, ServiceAddress service) {
        return Finding.warning(
                "Service " + path,
                "loadBalancerClass " + service.loadBalancerClass() + ": the cloud provider's controller ignores it, and"
                        + " its load balancer is not looked for",
                "a drain before a node is deleted, if that load balancer has nodes of the plan",
                "see that its own controller lets a node go without losing requests; a load balancer of OCI can be"
                        + " added: withLoadBalancer(...)");
    }

    private static Finding uncovered(String path, ServiceAddress service, PlanSpec spec) {
        boolean looked = spec.services().finder() != null;
        String found = service.address().isEmpty()
                ? "no load balancer yet"
                : "load balancer at " + service.address() + (looked ? ", which was not found" : ", not in the plan");
        String action = service.address().isEmpty()
                ? "wait until its controller has made one"
                : looked
                        ? "name the compartment and the region that it is in, or see whether it was deleted"
                        : "add it: withServiceLoadBalancers(...)";
        return Finding.blocker(
                "Service " + path,
                found,
                "each Service's load balancer in the plan",
                action + "; or leave the Service out: withoutService(...)");
    }
}
