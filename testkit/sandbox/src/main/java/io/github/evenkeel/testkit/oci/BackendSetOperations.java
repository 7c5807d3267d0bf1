package io.github.evenkeel.testkit.oci;

import java.util.Map;
import java.util.function.Function;

/** The operations of Load Balancer on backend sets. */
final class BackendSetOperations {
    private final LoadBalancingState state;

    BackendSetOperations(LoadBalancingState state) {
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.LIST_BACKEND_SETS, this::list);
        handlers.put(OciOperation.GET_BACKEND_SET, this::get);
        handlers.put(OciOperation.CREATE_BACKEND_SET, this::create);
        handlers.put(OciOperation.UPDATE_BACKEND_SET, this::update);
        handlers.put(OciOperation.DELETE_BACKEND_SET, this::delete);
    }

    private OciAnswer list(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        return OciAnswer.of(balancer.backendSets().values().stream()
                        .map(BackendSetState::json)
                        .toList())
                .with("etag", balancer.etag());
    }

    private OciAnswer get(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        return OciAnswer.of(balancer.backendSet(call.path("backendSetName")).json())
                .with("etag", balancer.etag());
    }

    private OciAnswer create(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        OciBody body = call.body();
        BackendSetState set = BackendSetWire.read(body.neededText("name"), body);
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
        BackendSetState next = BackendSetWire.read(present.name(), call.body());
        return state.accept(call, balancer, () -> balancer.change(present.name(), old -> next));
    }

    private OciAnswer delete(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        BackendSetState present = balancer.backendSet(call.path("backendSetName"));
        return state.accept(call, balancer, () -> balancer.remove(present.name()));
    }
}
