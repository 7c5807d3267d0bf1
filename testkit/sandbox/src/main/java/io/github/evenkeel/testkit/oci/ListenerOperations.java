package io.github.evenkeel.testkit.oci;

import java.util.Map;
import java.util.function.Function;

/** The changes of listeners of a balancing service. */
final class ListenerOperations {
    private final LoadBalancingState state;

    ListenerOperations(LoadBalancingState state) {
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(state.wire().operation(OciOperation.CREATE_LISTENER), this::create);
        handlers.put(state.wire().operation(OciOperation.UPDATE_LISTENER), this::update);
        handlers.put(state.wire().operation(OciOperation.DELETE_LISTENER), this::delete);
    }

    private OciAnswer create(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        OciBody body = call.body();
        ListenerState listener = state.wire().createdListener(body.neededText("name"), body);
        return state.accept(call, balancer, () -> {
            if (balancer.listeners().containsKey(listener.name())) {
                throw Refusal.invalid("load balancer already has a listener " + listener.name());
            }
            balancer.put(listener);
        });
    }

    private OciAnswer update(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        ListenerState present = balancer.listener(call.path("listenerName"));
        ListenerState next = state.wire().updatedListener(present, call.body());
        return state.accept(call, balancer, () -> balancer.put(next));
    }

    private OciAnswer delete(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        String name = balancer.listener(call.path("listenerName")).name();
        return state.accept(call, balancer, () -> balancer.removeListener(name));
    }
}
