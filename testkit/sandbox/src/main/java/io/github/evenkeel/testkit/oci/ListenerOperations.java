package io.github.evenkeel.testkit.oci;

import java.util.Map;
import java.util.function.Function;

/** The operations of Load Balancer on listeners. */
final class ListenerOperations {
    private final LoadBalancingState state;

    ListenerOperations(LoadBalancingState state) {
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.CREATE_LISTENER, this::create);
        handlers.put(OciOperation.UPDATE_LISTENER, this::update);
        handlers.put(OciOperation.DELETE_LISTENER, this::delete);
    }

    private OciAnswer create(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        OciBody body = call.body();
        ListenerState listener = ListenerState.read(body.neededText("name"), body);
        return state.accept(call, balancer, () -> {
            if (balancer.listeners().containsKey(listener.name())) {
                throw Refusal.invalid("load balancer already has a listener " + listener.name());
            }
            balancer.put(listener);
        });
    }

    private OciAnswer update(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        ListenerState listener =
                ListenerState.read(balancer.listener(call.path("listenerName")).name(), call.body());
        return state.accept(call, balancer, () -> balancer.put(listener));
    }

    private OciAnswer delete(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        String name = balancer.listener(call.path("listenerName")).name();
        return state.accept(call, balancer, () -> balancer.removeListener(name));
    }
}
