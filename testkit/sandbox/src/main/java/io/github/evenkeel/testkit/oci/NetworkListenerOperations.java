package io.github.evenkeel.testkit.oci;

import java.util.Map;
import java.util.function.Function;

/** The operations of Network Load Balancer on listeners. */
final class NetworkListenerOperations {
    private final LoadBalancingState state;

    NetworkListenerOperations(LoadBalancingState state) {
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.LIST_NETWORK_LISTENERS, this::list);
        handlers.put(OciOperation.GET_NETWORK_LISTENER, this::get);
        handlers.put(OciOperation.CREATE_NETWORK_LISTENER, this::create);
        handlers.put(OciOperation.UPDATE_NETWORK_LISTENER, this::update);
        handlers.put(OciOperation.DELETE_NETWORK_LISTENER, this::delete);
    }

    private OciAnswer list(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        return state.list(
                        call,
                        balancer.listeners().values().stream()
                                .map(ListenerState::ofNetworkLoadBalancer)
                                .toList())
                .with("etag", balancer.etag());
    }

    private OciAnswer get(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        return OciAnswer.of(balancer.listener(call.path("listenerName")).ofNetworkLoadBalancer())
                .with("etag", balancer.etag());
    }

    private OciAnswer create(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        OciBody body = call.body();
        ListenerState listener = ListenerState.createdInNetwork(body.neededText("name"), body);
        return state.accept(call, balancer, () -> {
            if (balancer.listeners().containsKey(listener.name())) {
                throw Refusal.invalid("network load balancer already has a listener " + listener.name());
            }
            balancer.put(listener);
        });
    }

    private OciAnswer update(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        ListenerState next = balancer.listener(call.path("listenerName")).updatedInNetwork(call.body());
        return state.accept(call, balancer, () -> balancer.put(next));
    }

    private OciAnswer delete(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        String name = balancer.listener(call.path("listenerName")).name();
        return state.accept(call, balancer, () -> balancer.removeListener(name));
    }
}
