package io.github.evenkeel.testkit.oci;

import java.util.Map;
import java.util.function.Function;

/** The operations of a balancing service on backends. */
final class BackendOperations {
    private final LoadBalancingState state;

    BackendOperations(LoadBalancingState state) {
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(state.wire().operation(OciOperation.LIST_BACKENDS), this::list);
        handlers.put(state.wire().operation(OciOperation.GET_BACKEND), this::get);
        handlers.put(state.wire().operation(OciOperation.CREATE_BACKEND), this::create);
        handlers.put(state.wire().operation(OciOperation.UPDATE_BACKEND), this::update);
        handlers.put(state.wire().operation(OciOperation.DELETE_BACKEND), this::delete);
    }

    private OciAnswer list(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        return state.list(
                        call,
                        balancer.backendSet(setName(call)).backends().stream()
                                .map(state.wire()::json)
                                .toList())
                .with("etag", balancer.etag());
    }

    private OciAnswer get(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        return OciAnswer.of(state.wire().json(balancer.backend(setName(call), call.path("backendName"))))
                .with("etag", balancer.etag());
    }

    private OciAnswer create(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        String set = setName(call);
        BackendState backend = state.wire().created(call.body());
        state.wire().checkNew(balancer.backendSet(set), backend);
        return state.accept(call, balancer, () -> balancer.change(set, present -> present.adding(backend)));
    }

    private OciAnswer update(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        String set = setName(call);
        BackendState backend = state.wire().updated(balancer.backend(set, call.path("backendName")), call.body());
        return state.accept(call, balancer, () -> balancer.change(set, present -> present.replacing(backend)));
    }

    private OciAnswer delete(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        String set = setName(call);
        String name = balancer.backend(set, call.path("backendName")).name();
        return state.accept(call, balancer, () -> balancer.change(set, present -> present.removing(name)));
    }

    private static String setName(OciCall call) {
        return call.path("backendSetName");
    }
}
