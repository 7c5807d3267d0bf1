package io.github.evenkeel.testkit.oci;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations of Container Engine on its work requests. */
final class ClusterWorkRequestOperations {
    private final Tenancy tenancy;
    private final ContainerEngineState state;

    ClusterWorkRequestOperations(Tenancy tenancy, ContainerEngineState state) {
        this.tenancy = tenancy;
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.LIST_WORK_REQUESTS, this::list);
        handlers.put(OciOperation.GET_WORK_REQUEST, this::get);
        handlers.put(OciOperation.LIST_WORK_REQUEST_ERRORS, this::errors);
        handlers.put(OciOperation.LIST_WORK_REQUEST_LOGS, this::logs);
    }

    private OciAnswer list(OciCall call) {
        String compartmentId = tenancy.checkCompartment(call);
        List<String> statuses = call.queryAll("status");
        List<?> found = state.workRequests().newestFirst().stream()
                .filter(request -> compartmentOf(request).equals(compartmentId))
                .filter(request -> call.query("clusterId")
                        .map(state.cluster().id()::equals)
                        .orElse(true))
                .filter(request -> call.query("resourceId")
                        .map(request.resourceId()::equals)
                        .orElse(true))
                .filter(request -> call.query("resourceType")
                        .map(type -> type.equalsIgnoreCase(request.entityType()))
                        .orElse(true))
                .filter(request ->
                        statuses.isEmpty() || statuses.contains(request.status().name()))
                .map(request -> request.ofContainerEngine(compartmentOf(request)))
                .toList();
        return OciAnswer.page(call, found, tenancy.mostPerPage());
    }

    private OciAnswer get(OciCall call) {
        WorkRequest request = asked(call);
        OciAnswer answer = OciAnswer.of(request.ofContainerEngine(compartmentOf(request)));
        long seconds = tenancy.timings().askAgainAfter().toSeconds();
        return request.ended() || seconds == 0 ? answer : answer.with("retry-after", Long.toString(seconds));
    }

    private OciAnswer errors(OciCall call) {
        tenancy.checkCompartment(call);
        return OciAnswer.of(asked(call).errors());
    }

    private OciAnswer logs(OciCall call) {
        tenancy.checkCompartment(call);
        return OciAnswer.of(asked(call).logEntries());
    }

    private String compartmentOf(WorkRequest request) {
        return state.compartmentOf(request.resourceId(), tenancy.compartmentId());
    }

    private WorkRequest asked(OciCall call) {
        return state.workRequests().get(call.path("workRequestId"));
    }
}
