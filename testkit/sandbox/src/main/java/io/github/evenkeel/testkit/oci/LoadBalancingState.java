package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** State of Load Balancer. The list of load balancers is fixed; the {@link Tenancy} guards the rest. */
final class LoadBalancingState {
    private final Tenancy tenancy;
    private final WorkRequests workRequests;
    private final Map<String, LoadBalancerState> loadBalancers;

    LoadBalancingState(Tenancy tenancy, List<LoadBalancerState> loadBalancers) {
        this.tenancy = tenancy;
        this.workRequests = new WorkRequests(tenancy, "loadbalancerworkrequest", "INTERNAL_ERROR");
        Map<String, LoadBalancerState> byId = new LinkedHashMap<>();
        loadBalancers.forEach(balancer -> byId.put(balancer.id(), balancer));
        this.loadBalancers = byId;
    }

    List<LoadBalancerState> all() {
        return List.copyOf(loadBalancers.values());
    }

    Optional<LoadBalancerState> find(String id) {
        return Optional.ofNullable(loadBalancers.get(id));
    }

    LoadBalancerState get(OciCall call) {
        String id = call.path("loadBalancerId");
        return find(id).orElseThrow(() -> Refusal.notFound("load balancer " + id));
    }

    WorkRequests workRequests() {
        return workRequests;
    }

    /**
     * Accepts a change, which takes its time. A load balancer takes one at a time, and the revision that a client saw
     * of any part of it stands for all of it.
     *
     * @param change may refuse, which fails the work request
     */
    OciAnswer accept(OciCall call, LoadBalancerState balancer, Runnable change) {
        call.checkIfMatch(balancer.etag());
        if (!balancer.lifecycle().equals("ACTIVE")) {
            throw Refusal.incorrectState(
                    "load balancer " + balancer.id() + " is " + balancer.lifecycle() + "; it must be ACTIVE");
        }
        workRequests.inFlight(balancer.id()).stream().findFirst().ifPresent(request -> {
            throw Refusal.conflict(
                    "load balancer " + balancer.id() + " has work request " + request.id() + " in progress");
        });
        return OciAnswer.noContent(workRequests.begin(
                call.operation(),
                call.operation().apiName(),
                "loadbalancer",
                balancer.id(),
                tenancy.timings().loadBalancerChange(),
                ending -> {
                    change.run();
                    ending.accept(null);
                },
                () -> {}));
    }
}
