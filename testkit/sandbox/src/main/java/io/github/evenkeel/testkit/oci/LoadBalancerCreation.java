package io.github.evenkeel.testkit.oci;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations that create and delete load balancers. */
final class LoadBalancerCreation {
    private final Tenancy tenancy;
    private final LoadBalancingState state;

    LoadBalancerCreation(Tenancy tenancy, LoadBalancingState state) {
        this.tenancy = tenancy;
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.CREATE_LOAD_BALANCER, this::create);
        handlers.put(OciOperation.DELETE_LOAD_BALANCER, this::delete);
    }

    private OciAnswer create(OciCall call) {
        OciBody body = call.body();
        tenancy.checkCompartment(body.neededText("compartmentId"));
        body.neededText("shapeName");
        List<String> subnets = body.texts("subnetIds");
        if (subnets.isEmpty()) {
            throw Refusal.invalid("subnetIds is missing");
        }
        LoadBalancerState balancer = new LoadBalancerState(
                tenancy.ocids(),
                "loadbalancer",
                body.neededText("displayName"),
                List.of(state.freeAddress()),
                subnets.get(0));
        body.named("backendSets").forEach((name, set) -> balancer.put(BackendSetWire.read(name, set)));
        body.named("listeners").forEach((name, listener) -> balancer.put(ListenerState.read(name, listener)));
        balancer.lifecycle("CREATING");
        state.add(balancer);
        return OciAnswer.noContent(
                state.begin(call, balancer, () -> {}, ended -> state.wire().ended(balancer, ended)));
    }

    private OciAnswer delete(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        call.checkIfMatch(balancer.etag());
        state.checkAccepts(balancer);
        balancer.lifecycle("DELETING");
        return OciAnswer.noContent(state.begin(call, balancer, () -> state.remove(balancer), ended -> {}));
    }
}
