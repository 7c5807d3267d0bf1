package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * State of one of the balancing services. The list of balancers may be read at any time; the {@link Tenancy} guards the
 * rest.
 */
final class LoadBalancingState {
    private final Tenancy tenancy;
    private final BalancingWire wire;
    private final WorkRequests workRequests;
    private volatile Map<String, LoadBalancerState> balancers = Map.of();
    private int addresses;

    LoadBalancingState(Tenancy tenancy, BalancingWire wire) {
        this.tenancy = tenancy;
        this.wire = wire;
        this.workRequests = new WorkRequests(tenancy, wire.ocidType() + "workrequest", "INTERNAL_ERROR");
    }

    BalancingWire wire() {
        return wire;
    }

    List<LoadBalancerState> all() {
        return List.copyOf(balancers.values());
    }

    Optional<LoadBalancerState> find(String id) {
        return Optional.ofNullable(balancers.get(id));
    }

    LoadBalancerState get(OciCall call) {
        String id = call.path(wire.idParameter());
        return find(id).orElseThrow(() -> Refusal.notFound(wire.ocidType() + " " + id));
    }

    void add(LoadBalancerState balancer) {
        Map<String, LoadBalancerState> more = new LinkedHashMap<>(balancers);
        more.put(balancer.id(), balancer);
        balancers = more;
    }

    void remove(LoadBalancerState balancer) {
        Map<String, LoadBalancerState> fewer = new LinkedHashMap<>(balancers);
        fewer.remove(balancer.id());
        balancers = fewer;
    }

    /** An address of a balancer that is made. */
    String freeAddress() {
        addresses++;
        return "203.0.113." + (100 + addresses % 100);
    }

    WorkRequests workRequests() {
        return workRequests;
    }

    /** Answers a listing of a balancer's parts. */
    OciAnswer list(OciCall call, List<?> all) {
        return wire.list(call, all, tenancy.mostPerPage());
    }

    /**
     * Accepts a change, which takes its time. A balancer takes one at a time, and the revision that a client saw of any
     * part of it stands for all of it.
     *
     * @param change may refuse, which fails the work request
     */
    OciAnswer accept(OciCall call, LoadBalancerState balancer, Runnable change) {
        call.checkIfMatch(balancer.etag());
        checkAccepts(balancer);
        wire.begun(balancer);
        return wire.accepted(begin(call, balancer, change, request -> wire.ended(balancer, request)));
    }

    /** Refuses a change of a balancer that takes none now. */
    void checkAccepts(LoadBalancerState balancer) {
        wire.checkAccepts(balancer, workRequests.inFlight(balancer.id()));
    }

    /** Begins a change, whatever the balancer's state is. */
    WorkRequest begin(OciCall call, LoadBalancerState balancer, Runnable change, Consumer<WorkRequest> afterwards) {
        return workRequests.begin(
                call.operation(),
                wire.workRequestType(call.operation()),
                wire.ocidType(),
                balancer.id(),
                tenancy.timings().loadBalancerChange(),
                ending -> {
                    change.run();
                    ending.accept(null);
                },
                afterwards);
    }
}
