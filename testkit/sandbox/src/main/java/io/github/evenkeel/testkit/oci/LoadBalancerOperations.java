package io.github.evenkeel.testkit.oci;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations of Load Balancer on load balancers and their work requests. */
final class LoadBalancerOperations {
    private final Tenancy tenancy;
    private final LoadBalancingState state;

    LoadBalancerOperations(Tenancy tenancy, LoadBalancingState state) {
        this.tenancy = tenancy;
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.LIST_LOAD_BALANCERS, this::list);
        handlers.put(OciOperation.GET_LOAD_BALANCER, this::get);
        handlers.put(OciOperation.LIST_LOAD_BALANCER_WORK_REQUESTS, this::listWorkRequests);
        handlers.put(OciOperation.GET_LOAD_BALANCER_WORK_REQUEST, this::getWorkRequest);
    }

    private OciAnswer list(OciCall call) {
        tenancy.checkCompartment(call);
        List<?> found = state.all().stream()
                .filter(balancer -> call.query("displayName")
                        .map(balancer.displayName()::equals)
                        .orElse(true))
                .filter(balancer -> call.query("lifecycleState")
                        .map(balancer.lifecycle()::equals)
                        .orElse(true))
                .map(balancer -> balancer.json(tenancy.compartmentId()))
                .toList();
        return OciAnswer.page(call, found, tenancy.mostPerPage());
    }

    private OciAnswer get(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        return OciAnswer.of(balancer.json(tenancy.compartmentId())).with("etag", balancer.etag());
    }

    private OciAnswer listWorkRequests(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        List<?> found = state.workRequests().newestFirst().stream()
                .filter(request -> request.resourceId().equals(balancer.id()))
                .map(request -> request.ofLoadBalancer(tenancy.compartmentId()))
                .toList();
        return OciAnswer.page(call, found, tenancy.mostPerPage());
    }

    private OciAnswer getWorkRequest(OciCall call) {
        WorkRequest request = state.workRequests().get(call.path("workRequestId"));
        return OciAnswer.of(request.ofLoadBalancer(tenancy.compartmentId()));
    }
}
