package io.github.evenkeel.testkit.oci;

import java.util.Map;
import java.util.function.Function;

/** The reads of listeners, which Network Load Balancer alone has: Load Balancer shows them with the whole balancer. */
final class NetworkListenerReads {
    private final LoadBalancingState state;

    NetworkListenerReads(LoadBalancingState state) {
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.LIST_NETWORK_LISTENERS, this::list);
        handlers.put(OciOperation.GET_NETWORK_LISTENER, this::get);
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
}
