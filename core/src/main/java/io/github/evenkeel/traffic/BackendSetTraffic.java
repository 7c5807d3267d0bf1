package io.github.evenkeel.traffic;

import io.github.evenkeel.Step;
import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.Operations;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Reconciler;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.Turn;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Traffic of one node in backend sets that are written through the load balancers' API. */
public final class BackendSetTraffic implements NodeTraffic {
    private final PlanSpec spec;
    private final Reconciler reconciler;
    private final Operations operations;
    private final Retries retries;
    private final Waits waits;
    private final EventPublisher publisher;
    private final Function<String, Turn> turns;
    private final BackendLookup lookup;
    private final ServiceTraffic controller;
    private final ObservedHealth health;
    private final StoppedBackends stopped = new StoppedBackends();

    /**
     * Of one node.
     *
     * @param turns in which the run changes each load balancer, by its identity
     * @param services that a controller keeps sets for
     * @param drains of all nodes of the run in these
     * @param others that serve
     */
    public BackendSetTraffic(
            PlanSpec spec,
            NodeScope scope,
            Function<String, Turn> turns,
            KnownServices services,
            DrainsUnderWay drains,
            ServingBackends others) {
        this.spec = spec;
        this.reconciler = scope.reconciler();
        this.operations = scope.operations();
        this.retries = scope.retries();
        this.waits = scope.waits();
        this.publisher = scope.publisher();
        this.turns = turns;
        lookup = new BackendLookup(spec, scope, services);
        controller = new ServiceTraffic(scope, drains, another -> {
            change(another, DesiredBackend.drained(new DrainAgain(another, drains, others)));
            drains.again(another, spec.scheduler().elapsed());
        });
        health = new ObservedHealth(retries, waits, publisher, spec.timing());
    }

    @Override
    public List<BackendMembership> find(NodeAddresses addresses) {
        return health.before(at(addresses));
    }

    @Override
    public List<BackendMembership> at(NodeAddresses addresses) {
        return lookup.at(addresses);
    }

    @Override
    public boolean hasServices() {
        return lookup.hasServices();
    }

    @Override
    public void awaitIdle() {
        for (LoadBalancer balancer : spec.loadBalancers()) {
            String object = "load balancer " + balancer.id();
            turns.apply(balancer.id())
                    .run(
                            waits,
                            object + ": the run's other changes of it",
                            () -> operations.awaitIdle(
                                    object,
                                    balancer::operationsInFlight,
                                    spec.timing().loadBalancer().change()));
        }
    }

    @Override
    public List<BackendMembership> recall(NodeState state) {
        boolean mayBeDrained = state.begun().contains(Step.DRAIN_BACKENDS);
        return SavedMembership.read(state).stream()
                .map(saved -> recall(saved, mayBeDrained))
                .toList();
    }

    private BackendMembership recall(SavedMembership saved, boolean mayBeDrained) {
        BackendMembership membership = saved.in(spec.loadBalancers());
        if (mayBeDrained && !membership.backend().is(Backend.Mode.DRAIN)) {
            stopped.add(Backend.Mode.DRAIN, membership);
        }
        if (saved.takenOffline()) {
            stopped.add(Backend.Mode.OFFLINE, membership);
        }
        return membership;
    }

    @Override
    public String text(BackendMembership membership) {
        boolean takenOffline = stopped.contain(Backend.Mode.OFFLINE, membership);
        return SavedMembership.of(membership, takenOffline).text();
    }

    @Override
    public String textOffline(BackendMembership membership) {
        return SavedMembership.of(membership, true).text();
    }

    @Override
    public void drain(
            BackendMembership membership,
            List<ChangeCondition<LoadBalancerDescription>> conditions,
            Consumer<BackendMembership> beforeChanged,
            Runnable afterRequest) {
        Consumer<Backend> beforeWrite = there -> {
            if (!membership.backend().equals(there)) {
                beforeChanged.accept(membership.with(there));
            }
        };
        stop(DesiredBackend.drained(membership, conditions, beforeWrite, afterRequest), membership, Backend.Mode.DRAIN);
    }

    @Override
    public List<BackendMembership> withSessions(List<BackendMembership> memberships) {
        return lookup.withSessions(memberships);
    }

    @Override
    public void takeOffline(BackendMembership membership, List<ChangeCondition<LoadBalancerDescription>> conditions) {
        stop(DesiredBackend.offline(membership, conditions), membership, Backend.Mode.OFFLINE);
    }

    private void stop(DesiredBackend change, BackendMembership membership, Backend.Mode mode) {
        try {
            change(membership, change);
        } finally {
            stopped.ended(mode, membership, change);
        }
    }

    @Override
    public boolean putBack(BackendMembership membership, Runnable beforeWrite) {
        Set<Backend.Mode> modes = stopped.modesOf(membership);
        if (modes.isEmpty()) {
            return false;
        }
        DesiredBackend first = DesiredBackend.without(membership, modes, beforeWrite);
        change(membership, first);
        if (!first.asked()) {
            waits.sleep(
                    "the load balancers to show what is so",
                    spec.timing().calls().poll());
            DesiredBackend second = DesiredBackend.without(membership, modes, beforeWrite);
            change(membership, second);
            if (!second.asked() && stopped.isUnsettled(membership)) {
                throw new StepFailure(
                        membership.toString(),
                        "an undrained backend",
                        "that the outcome of its undraining is not known");
            }
        }
        return true;
    }

    @Override
    public boolean hasNoSet(BackendMembership membership) {
        return lookup.describe(membership.balancer())
                .backendSet(membership.set())
                .isEmpty();
    }

    @Override
    public void takeOut(BackendMembership membership) {
        boolean drained = !membership.owner().isController()
                && membership
                        .in(lookup.describe(membership.balancer()))
                        .filter(there -> !there.acceptsTraffic())
                        .isPresent();
        if (drained) {
            change(membership, DesiredBackend.gone(membership, List.of(), there -> {}));
        }
    }

    /** Adds the backend of a successor, and returns it once it is healthy. */
    private Optional<Backend> addedBackend(
            BackendMembership successor, ChangeCondition<LoadBalancerDescription> mayAdd) {
        change(successor, DesiredBackend.serving(successor, mayAdd));
        awaitHealthy(List.of(successor));
        return successor.in(lookup.describe(successor.balancer()));
    }

    @Override
    public void move(
            BackendMembership membership,
            String address,
            Consumer<BackendMembership> beforeRemoval,
            ChangeCondition<LoadBalancerDescription> mayAdd) {
        if (membership.owner().isController()) {
            controller.awaitAddition(List.of(membership.movedTo(address)));
            if (!address.equals(membership.backend().address())) {
                remove(membership);
            }
            return;
        }
        Backend latest = membership.backend();
        if (!address.equals(latest.address())) {
            // The removal is of the revision that was read: these are its settings for sure.
            DesiredBackend removal = DesiredBackend.gone(
                    membership,
                    List.of(new SuccessorServes(membership, address, successor -> addedBackend(successor, mayAdd))),
                    there -> beforeRemoval.accept(membership.withSettingsOf(there)));
            LoadBalancerDescription now = change(membership, removal);
            latest = removal.replaced();
            if (membership
                    .movedTo(address)
                    .in(now)
                    .filter(Backend::acceptsTraffic)
                    .isPresent()) {
                return; // it was added before: another turn would but find that out
            }
        }
        BackendMembership successor = membership.with(latest).movedTo(address);
        change(successor, DesiredBackend.serving(successor, mayAdd));
    }

    @Override
    public void admit(BackendMembership successor, Existing existing, ChangeCondition<LoadBalancerDescription> mayAdd) {
        if (successor.owner().isController()) {
            controller.awaitAddition(List.of(successor));
            return;
        }
        boolean kept = existing == Existing.KEPT;
        change(successor, kept ? DesiredBackend.serving(successor, mayAdd) : DesiredBackend.alike(successor, mayAdd));
    }

    @Override
    public void remove(BackendMembership membership) {
        if (membership.owner().isController()) {
            controller.awaitRemoval(List.of(membership));
            return;
        }
        if (!hasNoSet(membership)) {
            change(membership, DesiredBackend.gone(membership, List.of(), there -> {}));
        }
    }

    @Override
    public void awaitExclusion(List<BackendMembership> memberships) {
        controller.awaitRemoval(BackendMembership.ofServices(memberships));
    }

    @Override
    public void awaitInclusion(List<BackendMembership> memberships) {
        controller.awaitAddition(BackendMembership.ofServices(memberships));
    }

    @Override
    public void awaitHealthy(List<BackendMembership> memberships) {
        if (memberships.isEmpty()) {
            return;
        }
        if (memberships.size() == 1) {
            publisher.during(memberships.get(0)::subject, () -> health.awaitAsHealthy(memberships));
        } else {
            health.awaitAsHealthy(memberships);
        }
    }

    private LoadBalancerDescription change(BackendMembership membership, DesiredBackend change) {
        return publisher.during(
                membership::subject,
                () -> reconciler.make(
                        change,
                        spec.timing().loadBalancer().change(),
                        turns.apply(membership.balancer().id())));
    }
}
