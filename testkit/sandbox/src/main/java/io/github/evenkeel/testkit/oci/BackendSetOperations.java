package io.github.evenkeel.testkit.oci;

import java.util.Map;
import java.util.function.Function;

/** The operations of a balancing service on backend sets. */
final class BackendSetOperations {
    private final LoadBalancingState state;

    BackendSetOperations(LoadBalancingState state) {
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(state.wire().operation(OciOperation.LIST_BACKEND_SETS), this::list);
        handlers.put(state.wire().operation(OciOperation.GET_BACKEND_SET), this::get);
        handlers.put(state.wire().operation(OciOperation.CREATE_BACKEND_SET), this::create);
        handlers.put(state.wire().operation(OciOperation.UPDATE_BACKEND_SET), this::update);
        handlers.put(state.wire().operation(OciOperation.DELETE_BACKEND_SET), this::delete);
    }

    private OciAnswer list(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        return state.list(
                        call,
                        balancer.backendSets().values().stream()
                                .map(state.wire()::json)
                                .toList())
                .with("etag", balancer.etag());
    }

    private OciAnswer get(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        return OciAnswer.of(state.wire().json(balancer.backendSet(call.path("backendSetName"))))
                .with("etag", balancer.etag());
    }

    private OciAnswer create(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        OciBody body = call.body();
        BackendSetState set = state.wire().created(body.neededText("name"), body);
        return state.accept(call, balancer, () -> {
            if (balancer.findBackendSet(set.name()).isPresent()) {
                throw Refusal.invalid("load balancer already has a backend set " + set.name());
            }
            balancer.put(set);
        });
    }

    private OciAnswer update(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        BackendSetState present = balancer.backendSet(call.path("backendSetName"));
        BackendSetState next = state.wire().updated(present, call.body());
        return state.accept(call, balancer, () -> balancer.change(present.name(), old -> next));
    }

    private OciAnswer delete(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        BackendSetState present = balancer.backendSet(call.path("backendSetName"));
        return state.accept(call, balancer, () -> balancer.remove(present.name()));
    }
}
