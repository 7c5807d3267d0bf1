package io.github.evenkeel.testkit.oci;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations of a balancing service that read its balancers. */
final class LoadBalancerOperations {
    private final Tenancy tenancy;
    private final LoadBalancingState state;

    LoadBalancerOperations(Tenancy tenancy, LoadBalancingState state) {
        this.tenancy = tenancy;
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(state.wire().operation(OciOperation.LIST_LOAD_BALANCERS), this::list);
        handlers.put(state.wire().operation(OciOperation.GET_LOAD_BALANCER), this::get);
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
                .map(balancer -> state.wire().json(balancer, tenancy.compartmentId()))
                .toList();
        return state.wire().page(call, found, tenancy.mostPerPage());
    }

    private OciAnswer get(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        return OciAnswer.of(state.wire().json(balancer, tenancy.compartmentId()))
                .with("etag", balancer.etag());
    }
}
