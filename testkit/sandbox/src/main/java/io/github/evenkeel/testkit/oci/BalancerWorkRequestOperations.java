package io.github.evenkeel.testkit.oci;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations of Load Balancer on work requests. */
final class BalancerWorkRequestOperations {
    private final Tenancy tenancy;
    private final LoadBalancingState state;

    BalancerWorkRequestOperations(Tenancy tenancy, LoadBalancingState state) {
        this.tenancy = tenancy;
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.LIST_LOAD_BALANCER_WORK_REQUESTS, this::list);
        handlers.put(OciOperation.GET_LOAD_BALANCER_WORK_REQUEST, this::get);
    }

    private OciAnswer list(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        List<?> found = state.workRequests().newestFirst().stream()
                .filter(request -> request.resourceId().equals(balancer.id()))
                .map(request -> request.ofLoadBalancer(tenancy.compartmentId()))
                .toList();
        return OciAnswer.page(call, found, tenancy.mostPerPage());
    }

    private OciAnswer get(OciCall call) {
        WorkRequest request = state.workRequests().get(call.path("workRequestId"));
        return OciAnswer.of(request.ofLoadBalancer(tenancy.compartmentId()));
    }
}
