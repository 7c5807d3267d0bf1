package io.github.evenkeel.testkit.oci;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations of Network Load Balancer on its balancers and their work requests, besides reading a balancer. */
final class NetworkLoadBalancerOperations {
    private final Tenancy tenancy;
    private final LoadBalancingState state;

    NetworkLoadBalancerOperations(Tenancy tenancy, LoadBalancingState state) {
        this.tenancy = tenancy;
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.CREATE_NETWORK_LOAD_BALANCER, this::create);
        handlers.put(OciOperation.DELETE_NETWORK_LOAD_BALANCER, this::delete);
        handlers.put(OciOperation.LIST_NETWORK_WORK_REQUESTS, this::listWorkRequests);
        handlers.put(OciOperation.GET_NETWORK_WORK_REQUEST, this::getWorkRequest);
        handlers.put(OciOperation.LIST_NETWORK_WORK_REQUEST_ERRORS, this::errors);
        handlers.put(OciOperation.LIST_NETWORK_WORK_REQUEST_LOGS, this::logs);
    }

    private OciAnswer create(OciCall call) {
        OciBody body = call.body();
        String compartment = body.neededText("compartmentId");
        if (!compartment.equals(tenancy.compartmentId())) {
            throw Refusal.notFound("compartment " + compartment);
        }
        String subnet = body.neededText("subnetId");
        LoadBalancerState balancer = new LoadBalancerState(
                tenancy.ocids(),
                "networkloadbalancer",
                body.neededText("displayName"),
                List.of(state.freeAddress()),
                subnet);
        body.named("backendSets")
                .forEach((name, set) -> balancer.put(state.wire().created(name, set)));
        body.named("listeners")
                .forEach((name, listener) -> balancer.put(ListenerState.createdInNetwork(name, listener)));
        balancer.lifecycle("CREATING");
        state.add(balancer);
        WorkRequest request =
                state.begin(call, balancer, () -> {}, ended -> state.wire().ended(balancer, ended));
        return new OciAnswer(
                202,
                Map.of("opc-work-request-id", request.id(), "etag", balancer.etag()),
                state.wire().json(balancer, tenancy.compartmentId()));
    }

    private OciAnswer delete(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        call.checkIfMatch(balancer.etag());
        state.checkAccepts(balancer);
        balancer.lifecycle("DELETING");
        return state.wire().accepted(state.begin(call, balancer, () -> state.remove(balancer), ended -> {}));
    }

    private OciAnswer listWorkRequests(OciCall call) {
        tenancy.checkCompartment(call);
        List<?> found = state.workRequests().newestFirst().stream()
                .map(request -> state.wire().json(request, tenancy.compartmentId()))
                .toList();
        return state.wire().page(call, found, tenancy.mostPerPage());
    }

    private OciAnswer getWorkRequest(OciCall call) {
        return OciAnswer.of(state.wire().json(asked(call), tenancy.compartmentId()));
    }

    private OciAnswer errors(OciCall call) {
        return state.wire().page(call, asked(call).errors(), tenancy.mostPerPage());
    }

    private OciAnswer logs(OciCall call) {
        return state.wire().page(call, asked(call).logEntries(), tenancy.mostPerPage());
    }

    private WorkRequest asked(OciCall call) {
        return state.workRequests().get(call.path("workRequestId"));
    }
}
