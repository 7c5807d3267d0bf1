package io.github.evenkeel.traffic;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.Precondition;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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

    private final PlanSpec spec;
    private final Retries retries;
    private final Waits waits;
    private final ServingBaseline baseline;
    private final IntSupplier maxUnavailable;

    /**
     * For one node.
     *
     * @param maxUnavailable how many nodes may be without serving backends at once
     */
    public ServingBackends(PlanSpec spec, NodeScope scope, ServingBaseline baseline, IntSupplier maxUnavailable) {
        this.spec = spec;
        this.retries = scope.retries();
        this.waits = scope.waits();
        this.baseline = baseline;
        this.maxUnavailable = maxUnavailable;
    }

    /**
     * Waits until all of these backends can be done without, at one and the same time.
     *
     * @param node addresses of their node
     */
    public void awaitOthers(List<BackendMembership> memberships, Set<String> node) {
        if (memberships.isEmpty()) {
            return;
        }
        waits.await(
                new WaitCondition(
                        memberships.stream().map(BackendMembership::toString).collect(Collectors.joining(", ")),
                        "enough others that serve",
                        spec.timing().loadBalancer().healthy()),
                () -> {
                    List<String> lacking = memberships.stream()
                            .flatMap(membership -> lacking(membership, node, describe(membership.balancer())))
                            .toList();
                    return lacking.isEmpty() ? PollResult.of(true) : PollResult.notYet(String.join("; ", lacking));
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
            if (baseline.of(set(membership)).isEmpty()) {
                baseline.firstOf(set(membership), serving(membership, node).withNode());
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
        String set = set(gone);
        OptionalInt first = baseline.of(set);
        if (first.isPresent() && serving(gone, Set.of()).withNode() < first.getAsInt()) {
            baseline.count(set, first.getAsInt() - 1);
        }
    }

    /** By a look at its balancer now. */
    private Serving serving(BackendMembership membership, Set<String> node) {
        return count(
                membership.set(),
                node,
                describe(membership.balancer()),
                unhealthyBackends(membership.balancer(), membership.set()));
    }

    private static String set(BackendMembership membership) {
        return membership.balancer().id() + "/" + membership.set();
    }

    private Stream<String> lacking(BackendMembership membership, Set<String> node, LoadBalancerDescription now) {
        String set = set(membership);
        Map<String, BackendHealth> unhealthyBackends = unhealthyBackends(membership.balancer(), membership.set());
        Serving serving = count(membership.set(), node, now, unhealthyBackends);
        int first = baseline.firstOf(set, serving.withNode());
        int needed = needed(first, serving.ofNode());
        return serving.others() >= needed
                ? Stream.of()
                : Stream.of("in backend set " + set + " " + serving.others() + " others are healthy and serve, and "
                        + needed + " are needed"
                        + now.backendSet(membership.set())
                                .map(there -> Serving.notAcceptingTraffic(there, node, unhealthyBackends))
                                .orElse(""));
    }

    private int needed(int first, int ofNode) {
        return Math.max(1, first - maxUnavailable.getAsInt() * ofNode);
    }

    private Map<String, BackendHealth> unhealthyBackends(LoadBalancer balancer, String set) {
        return retries.call("read health of backend set " + set, () -> balancer.unhealthyBackends(set));
    }

    private static Serving count(
            String set, Set<String> node, LoadBalancerDescription now, Map<String, BackendHealth> unhealthyBackends) {
        return now.backendSet(set)
                .map(there -> Serving.of(there, node, unhealthyBackends))
                .orElse(new Serving(0, 0, 1));
    }
}
