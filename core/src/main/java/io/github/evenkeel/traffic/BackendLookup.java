package io.github.evenkeel.traffic;

import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.ArrayList;
import java.util.List;

/** Looks for the backends of a node in all load balancers of the plan. Changes nothing. */
public final class BackendLookup {
    private final PlanSpec spec;
    private final EventPublisher publisher;
    private final Retries retries;
    private final KnownServices services;

    /** @param services that a controller keeps sets for */
    public BackendLookup(PlanSpec spec, NodeScope scope, KnownServices services) {
        this.spec = spec;
        this.publisher = scope.publisher();
        this.retries = scope.retries();
        this.services = services;
    }

    /** Where one of a node's addresses is a backend, whatever the port. */
    public List<BackendMembership> at(NodeAddresses addresses) {
        List<BackendMembership> memberships = new ArrayList<>();
        for (LoadBalancer balancer : spec.loadBalancers()) {
            LoadBalancerDescription now = describe(balancer);
            for (BackendSet set : now.backendSets()) {
                set.backends().stream()
                        .filter(backend -> addresses.include(backend.address()))
                        .forEach(backend -> memberships.add(new BackendMembership(
                                balancer,
                                set.name(),
                                backend,
                                set.connectionDrain(),
                                BackendHealth.OK,
                                services.sets(retries).ownerOf(now, set))));
            }
        }
        return memberships;
    }

    /** Whether any set is of a Service. */
    boolean hasServices() {
        return services.haveBalancers(retries, () -> spec.loadBalancers().stream()
                .anyMatch(balancer ->
                        !services.sets(retries).servicesOf(describe(balancer)).isEmpty()));
    }

    /** See {@link NodeTraffic#withSessions}. */
    List<BackendMembership> withSessions(List<BackendMembership> memberships) {
        return memberships.stream()
                .filter(membership -> !membership.owner().isController()) // its removal ends them
                .filter(membership -> {
                    LoadBalancerDescription now = describe(membership.balancer());
                    return now.backendSet(membership.set())
                                    .flatMap(BackendSet::sessions)
                                    .isPresent()
                            && membership
                                    .in(now)
                                    .filter(there -> !there.is(Backend.Mode.OFFLINE))
                                    .isPresent();
                })
                .toList();
    }

    /** Reads a balancer. */
    LoadBalancerDescription describe(LoadBalancer balancer) {
        return publisher.during(
                node -> node.aboutLoadBalancer(balancer.id()),
                () -> retries.call("read load balancer " + balancer.id(), balancer::describe));
    }
}
