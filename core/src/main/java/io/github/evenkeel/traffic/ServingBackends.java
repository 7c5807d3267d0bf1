package io.github.evenkeel.traffic;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.Precondition;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the sets in which a roll drains backends: without the node's backends, at least the baseline minus the
 * backends of the nodes that may be unavailable must serve and be healthy, and at least one.
 *
 * <p>A backend that was unhealthy at the beginning is not in the baseline.
 */
public final class ServingBackends {
    /** A look that took longer tells of what was so. */
    private static final Duration QUICK = Duration.ofSeconds(30);

    /** Longer than any node is under way: each of its own waits has a limit. */
    private static final Duration UNTIL_OTHERS_END = Duration.ofDays(1);

    private final PlanSpec spec;
    private final Retries retries;
    private final Waits waits;
    private final ServingBaseline baseline;
    private final IntSupplier maxUnavailable;
    private final NodesAtWork atWork;
    private final DrainsUnderWay drains;
    private final String name;

    /**
     * For one node.
     *
     * @param maxUnavailable how many nodes may be without serving backends at once
     * @param atWork nodes of the run that are under way
     * @param drains of these: one that was cleared is about to be made again, and its backend does not serve
     * @param name of the node
     */
    public ServingBackends(
            PlanSpec spec,
            NodeScope scope,
            ServingBaseline baseline,
            IntSupplier maxUnavailable,
            NodesAtWork atWork,
            DrainsUnderWay drains,
            String name) {
        this.spec = spec;
        this.retries = scope.retries();
        this.waits = scope.waits();
        this.baseline = baseline;
        this.maxUnavailable = maxUnavailable;
        this.atWork = atWork;
        this.drains = drains;
        this.name = name;
    }

    /**
     * Waits until all of these backends can be done without, at one and the same time. While other nodes of the run are
     * at work, their successors may serve soon: the limit of the wait begins when they have ended.
     *
     * @param node addresses of their node
     */
    public void awaitOthers(List<BackendMembership> memberships, Set<String> node) {
        if (memberships.isEmpty()) {
            return;
        }
        String what = memberships.stream().map(BackendMembership::toString).collect(Collectors.joining(", "));
        atWork.ends(name);
        try {
            boolean serve = false;
            while (!serve) {
                serve = awaitOthers(what, memberships, node);
            }
        } finally {
            atWork.begins(name);
        }
    }

    /** Answers false if the limit of the wait is another one from here on. */
    private boolean awaitOthers(String what, List<BackendMembership> memberships, Set<String> node) {
        boolean atFirst = atWork.includeOthersThan(name);
        Duration atMost =
                atFirst ? UNTIL_OTHERS_END : spec.timing().loadBalancer().healthy();
        return waits.await(new WaitCondition(what, "enough others that serve", atMost), () -> {
            List<String> lacking = memberships.stream()
                    .flatMap(membership -> lacking(membership, node, describe(membership.balancer())))
                    .toList();
            if (lacking.isEmpty()) {
                return PollResult.of(true);
            }
            return atFirst == atWork.includeOthersThan(name)
                    ? PollResult.notYet(String.join("; ", lacking))
                    : PollResult.of(false);
        });
    }

    /**
     * Whether it can be done without as its balancer was read just now, and no other change is on its way. Nothing but
     * that tells: what was seen before a wait, however short, may be so no more.
     *
     * @param node addresses of its node
     * @param seen what the change is made conditional on
     * @param more what has to hold besides, looked at just before the change
     */
    public boolean othersServe(
            BackendMembership membership, Set<String> node, LoadBalancerDescription seen, List<Precondition> more) {
        Duration begin = spec.scheduler().elapsed();
        boolean enough = lacking(membership, node, seen).findAny().isEmpty() && isIdle(membership.balancer());
        more.forEach(Precondition::require); // last, as no revision guards it
        return enough && spec.scheduler().elapsed().minus(begin).compareTo(QUICK) < 0;
    }

    /** Counts what serves before backends are added that could be counted too, unless that was done before. */
    public void countBefore(List<BackendMembership> memberships, Set<String> node) {
        for (BackendMembership membership : memberships) {
            if (baseline.of(membership.setKey()).isEmpty()) {
                LoadBalancerDescription now = describe(membership.balancer());
                baseline.backends().found(membership, now);
                baseline.firstOf(
                        membership.setKey(), serving(membership, node, now).withNode());
            }
        }
    }

    /**
     * The same for all sets that service controllers keep: they add the backend of a node that the run adds to a pool,
     * and nothing tells it from those that were there.
     */
    public void countBeforeNodesAreAdded(KnownServices services) {
        for (LoadBalancer balancer : spec.loadBalancers()) {
            LoadBalancerDescription now = describe(balancer);
            for (BackendSet set : now.backendSets()) {
                String id = balancer.id() + "/" + set.name();
                if (services.sets(retries).ownerOf(now, set).isController()
                        && baseline.of(id).isEmpty()) {
                    Map<String, BackendHealth> unhealthyBackends = unhealthyBackends(balancer, set.name());
                    baseline.firstOf(
                            id, Serving.of(set, Set.of(), unhealthyBackends).withNode());
                }
            }
        }
    }

    private boolean isIdle(LoadBalancer balancer) {
        return retries.call("read operations of load balancer " + balancer.id(), balancer::operationsInFlight)
                .isEmpty();
    }

    private LoadBalancerDescription describe(LoadBalancer balancer) {
        return retries.call("read load balancer " + balancer.id(), balancer::describe);
    }

    /** Another client has removed it: the baseline of its set decreases by one, unless another backend replaces it. */
    public void doWithout(BackendMembership gone) {
        doWithout(gone, 1);
    }

    /** By a look at its balancer now. */
    private void doWithout(BackendMembership any, int removed) {
        if (removed > 0 && baseline.of(any.setKey()).isPresent()) {
            int now = serving(any, Set.of(), describe(any.balancer())).withNode();
            baseline.doWithout(any.setKey(), removed, now);
        }
    }

    /**
     * Another client may have removed some of a node's backends before the run touches it.
     *
     * @param memberships that it has now
     * @param node its addresses
     */
    public void noticeRemovals(List<BackendMembership> memberships, Set<String> node) {
        Set<BackendMembership.Place> now =
                memberships.stream().map(BackendMembership::place).collect(Collectors.toSet());
        for (BackendMembership any : baseline.backends().sets()) {
            doWithout(any, baseline.backends().removed(any, now, node));
        }
    }

    private Serving serving(BackendMembership membership, Set<String> node, LoadBalancerDescription now) {
        return count(membership.set(), node, Set.of(), now, unhealthyBackends(membership.balancer(), membership.set()));
    }

    private Stream<String> lacking(BackendMembership membership, Set<String> node, LoadBalancerDescription now) {
        String set = membership.setKey();
        Map<String, BackendHealth> unhealthyBackends = unhealthyBackends(membership.balancer(), membership.set());
        Serving found = count(membership.set(), node, Set.of(), now, unhealthyBackends);
        noticeRemovals(membership, node, now, found);
        Serving serving = count(membership.set(), node, drainedSoon(membership, node), now, unhealthyBackends);
        int first = baseline.firstOf(set, found.withNode());
        // Pods of a local Service may come together on fewer nodes: their disruption budget keeps enough of them.
        int needed = membership.owner() == SetOwner.LOCAL_SERVICE ? 1 : needed(first, serving.ofNode());
        return serving.others() >= needed
                ? Stream.of()
                : Stream.of("in backend set " + set + " " + serving.others() + " others are healthy and serve, and "
                        + needed + " are needed"
                        + now.backendSet(membership.set())
                                .map(there -> Serving.notAcceptingTraffic(there, node, unhealthyBackends))
                                .orElse(""));
    }

    /** The same, of a set that is gone aside, while the run waits for others to serve. */
    private void noticeRemovals(
            BackendMembership membership, Set<String> node, LoadBalancerDescription now, Serving serving) {
        if (now.backendSet(membership.set()).isPresent()) {
            baseline.backends().found(membership, now);
            int removed = baseline.backends().removed(membership, BackendsAtFirst.places(membership, now), node);
            baseline.doWithout(membership.setKey(), removed, serving.withNode());
        }
    }

    /** Addresses of other nodes, whose drains may have been cleared a moment ago. */
    private Set<String> drainedSoon(BackendMembership membership, Set<String> node) {
        return drains.addressesIn(membership.balancer().id(), membership.set()).stream()
                .filter(address -> !node.contains(address))
                .collect(Collectors.toSet());
    }

    private static Serving count(
            String set,
            Set<String> node,
            Set<String> drainedSoon,
            LoadBalancerDescription now,
            Map<String, BackendHealth> unhealthyBackends) {
        return now.backendSet(set)
                .map(there -> Serving.of(there.drainedAt(drainedSoon), node, unhealthyBackends))
                .orElse(Serving.NONE);
    }

    private int needed(int first, int ofNode) {
        return Math.max(1, first - maxUnavailable.getAsInt() * ofNode);
    }

    private Map<String, BackendHealth> unhealthyBackends(LoadBalancer balancer, String set) {
        return retries.call("read health of backend set " + set, () -> balancer.unhealthyBackends(set));
    }
}
