package io.github.evenkeel.plan;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.SessionPersistence;
import io.github.evenkeel.traffic.ServiceSets;
import io.github.evenkeel.traffic.ServiceSigns;
import io.github.evenkeel.traffic.ServingElsewhere;
import io.github.evenkeel.traffic.SetOwner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks that the balancers send traffic to the cluster's nodes, can do without one of them, and that it is known who
 * writes their sets.
 */
final class BackendSetCheck implements Check {
    private static final int MOST_NAMED = 5;

    @Override
    public List<Finding> findings(ClusterSnapshot world, ExecutionPlan executionPlan, PlanSpec spec) {
        Set<String> addresses = world.addresses();
        Set<String> nodes = world.nodeAddresses();
        BackendPods pods = BackendPods.of(world);
        ServiceSets services = world.serviceSets();
        List<Finding> findings = new ArrayList<>();
        for (BalancerView view : world.balancers()) {
            List<BackendSet> ours = view.description().backendSets().stream()
                    .filter(set -> set.backends().stream().anyMatch(backend -> addresses.contains(backend.address())))
                    .toList();
            if (view.description().lifecycle() == Lifecycle.NEEDS_ATTENTION) {
                findings.add(
                        Finding.warning(
                                name(view),
                                "state " + view.description().lifecycle()
                                        + ": a change of it has failed, and it goes on to serve",
                                "state ACTIVE",
                                "see its last work requests; the next change that succeeds may repair it, so the roll goes on"));
            } else if (view.description().lifecycle() != Lifecycle.ACTIVE) {
                findings.add(Finding.blocker(
                        name(view),
                        "state " + view.description().lifecycle(),
                        "state ACTIVE",
                        "wait until it is, or repair it"));
            }
            if (ours.isEmpty() && view.description().backendSets().stream().noneMatch(pods::areIn)) {
                findings.add(Finding.blocker(
                        name(view),
                        "no backend set with an address of the cluster's nodes " + new TreeSet<>(addresses),
                        "at least one",
                        "choose the load balancer in front of this cluster, or register the nodes"));
            }
            if (services.servicesOf(view.description()).isEmpty()) {
                ServiceSigns.of(world.serviceAddresses(), view.description(), ours)
                        .forEach(sign -> findings.add(ownedBy(view, sign)));
            }
            for (BackendSet set : ours) {
                set.sessions().ifPresent(sessions -> findings.add(kept(sessions, name(set, view))));
                findings.addAll(serving(view, set, executionPlan));
                findings.addAll(notServing(view, set, services.ownerOf(view.description(), set)));
                findings.addAll(strays(view, set, nodes, pods));
            }
        }
        return findings;
    }

    private static Finding ownedBy(BalancerView view, String sign) {
        return Finding.blocker(
                name(view),
                sign + ", and no Service has it: a controller may write its backends, and would undo a drain",
                "backend sets of a Service of this cluster, or ones that no controller manages",
                "see which Service it belongs to, and leave this load balancer out of the plan");
    }

    private static Finding kept(SessionPersistence sessions, String object) {
        String found = "session persistence by cookie " + sessions.cookie()
                + ": a drained backend still gets the requests" + " of clients that it knows";
        return sessions.fallback() == SessionPersistence.Fallback.NONE
                ? Finding.blocker(
                        object,
                        found + ", and they fail once it is gone, as disableFallback is on",
                        "a fallback to another backend",
                        "switch disableFallback off, at least until the roll is over")
                : Finding.warning(
                        object,
                        found,
                        "clients that can go on at another backend",
                        "each backend is taken offline once the time of its drain is over: see that sessions survive that");
    }

    private static List<Finding> serving(BalancerView view, BackendSet set, ExecutionPlan executionPlan) {
        List<Finding> findings = new ArrayList<>();
        String object = name(set, view);
        Set<String> members = set.backends().stream().map(Backend::address).collect(Collectors.toSet());
        ServingElsewhere elsewhere = view.servingElsewhere(set);
        for (NodeTarget target : executionPlan.nodes()) {
            Set<String> its = target.addresses().all();
            if (!Collections.disjoint(members, its) && !elsewhere.withoutNode(its)) {
                findings.add(Finding.blocker(
                        object,
                        "no backend that serves but those of " + target,
                        "at least one other that is healthy, neither drained nor offline, and no backup: those get traffic only"
                                + " when all others fail their health check",
                        "register or repair another backend first"));
            }
        }
        return findings;
    }

    private static List<Finding> notServing(BalancerView view, BackendSet set, SetOwner owner) {
        List<Finding> findings = new ArrayList<>();
        String object = name(set, view);
        for (Backend backend : set.backends()) {
            if (!backend.acceptsTraffic()) {
                findings.add(Finding.warning(
                        object,
                        "backend " + backend.name() + " in modes "
                                + backend.modes().stream().sorted().toList(),
                        "backends that serve",
                        "if it belongs to a node of the plan, its replacement's backend will serve"));
            } else if (owner != SetOwner.LOCAL_SERVICE && !view.serves(set.name(), backend)) {
                findings.add(
                        Finding.warning(
                                object,
                                "backend " + backend.name() + " is not healthy",
                                "healthy backends",
                                "repair it; if it belongs to a node of the plan, its replacement's backend need not be healthier"));
            }
        }
        return findings;
    }

    /** Backends without a node and without a pod: of one that was deleted, or of none. */
    private static List<Finding> strays(BalancerView view, BackendSet set, Set<String> nodes, BackendPods pods) {
        List<String> strays = set.backends().stream()
                .filter(backend -> !nodes.contains(backend.address()) && !pods.has(backend))
                .map(Backend::name)
                .toList();
        String more = strays.size() > MOST_NAMED ? " and " + (strays.size() - MOST_NAMED) + " more" : "";
        return strays.isEmpty()
                ? List.of()
                : List.of(Finding.warning(
                        name(set, view),
                        "backend " + strays.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + more
                                + ", whose address no node and no pod of the cluster has",
                        "backends of nodes that are there",
                        "if its node was deleted, remove it; the roll leaves it as it is"));
    }

    static String name(BackendSet set, BalancerView view) {
        return "backend set " + set.name() + " of " + name(view);
    }

    static String name(BalancerView view) {
        return "load balancer " + view.description().name() + " ("
                + view.description().id() + ")";
    }
}
