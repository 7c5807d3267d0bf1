package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.traffic.ServiceSets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks that the plan has each load balancer that sends traffic to a node of its pools, or leaves it out by name. */
final class InventoryCheck implements Check {
    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        if (executionPlan.nodes().isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        world.inventory().unread().ifPresent(why -> findings.add(unread(why)));
        Map<String, String> nodes = nodesByAddress(world, spec);
        Set<String> planned =
                world.balancers().stream().map(view -> view.description().id()).collect(Collectors.toSet());
        ServiceSets services = world.serviceSets();
        Set<String> covered = ServicesCheck.covered(world);
        for (LoadBalancerDescription balancer : world.inventory().balancers()) {
            Found found = Found.in(balancer, nodes);
            if (found.nodes.isEmpty() || planned.contains(balancer.id())) {
                continue;
            }
            if (spec.inventory().leftOut().contains(balancer.id())) {
                findings.add(found.leftOut());
            } else if (services.servicesOf(balancer).stream().noneMatch(service -> isToldOf(service, covered, spec))) {
                findings.add(found.missing());
            }
        }
        return findings;
    }

    /** Whether {@link ServicesCheck} blocks for its load balancer, or warns of it because it is left out. */
    private static boolean isToldOf(ServiceAddress service, Set<String> covered, PlanSpec spec) {
        return spec.services().leavesOut(service) || (service.isOfProvider() && !covered.contains(service.path()));
    }

    /** Names of the nodes in the plan's pools, by all that a load balancer may know them by. */
    private static Map<String, String> nodesByAddress(ClusterSnapshot world, PlanSpec spec) {
        Map<String, String> names = new HashMap<>();
        world.pools().stream()
                .filter(pool -> spec.includes(pool.id()))
                .flatMap(pool -> pool.nodes().stream())
                .forEach(member -> {
                    String name = world.nodeOf(member).map(ClusterNode::name).orElse(member.name());
                    world.addressesOf(member).forEach(address -> names.put(address, name));
                    member.instanceId().ifPresent(instance -> names.put(instance, name));
                });
        return names;
    }

    private static Finding unread(ServiceException why) {
        return Finding.blocker(
                why.operation(),
                why.outcome() + ": " + why.reason()
                        + why.requestId().map(id -> " (request " + id + ")").orElse(""),
                "a list of all load balancers that may have nodes of the plan",
                "check the compartments of the inventory, and that its client may list load balancers there");
    }

    /**
     * Load balancer that the plan does not have.
     *
     * @param nodes of the plan that are among its backends
     * @param sets in which they are
     */
    private record Found(LoadBalancerDescription balancer, Set<String> nodes, Set<String> sets) {
        static Found in(LoadBalancerDescription balancer, Map<String, String> nodesByAddress) {
            Set<String> nodes = new TreeSet<>();
            Set<String> sets = new TreeSet<>();
            for (BackendSet set : balancer.backendSets()) {
                for (Backend backend : set.backends()) {
                    String node = nodesByAddress.get(backend.address());
                    if (node != null) {
                        nodes.add(node);
                        sets.add(set.name());
                    }
                }
            }
            return new Found(balancer, nodes, sets);
        }

        Finding missing() {
            return Finding.blocker(
                    object(),
                    "not in the plan, and sends traffic to " + what() + ": it loses each without a drain",
                    "each load balancer of the plan's nodes in the plan",
                    "add it: withLoadBalancer(...), or withServiceLoadBalancers(...) if it is that of a Service; or leave"
                            + " it out if its requests may be lost, or its backends are machines of another network:"
                            + " withoutLoadBalancer(\"" + balancer.id() + "\")");
        }

        Finding leftOut() {
            return Finding.warning(
                    object(),
                    "left out of the plan: it sends traffic to " + what() + ", and loses each without a drain",
                    "a drain before a node is deleted",
                    "nothing, if its requests may be lost, or its backends are machines of another network");
        }

        private String what() {
            return NodeNames.of(List.copyOf(nodes))
                    + (sets.size() == 1 ? " in backend set " : " in backend sets ")
                    + NodeNames.named(List.copyOf(sets));
        }

        private String object() {
            return "load balancer " + balancer.name() + " (" + balancer.id() + ")";
        }
    }
}
