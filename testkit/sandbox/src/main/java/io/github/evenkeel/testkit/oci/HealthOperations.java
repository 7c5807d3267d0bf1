package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations of a balancing service on health, by the reports of the proxy's health checker. */
final class HealthOperations {
    private final LoadBalancingState state;

    HealthOperations(LoadBalancingState state) {
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(state.wire().operation(OciOperation.GET_BACKEND_HEALTH), this::ofBackend);
        handlers.put(state.wire().operation(OciOperation.GET_BACKEND_SET_HEALTH), this::ofBackendSet);
        handlers.put(state.wire().operation(OciOperation.GET_LOAD_BALANCER_HEALTH), this::ofLoadBalancer);
    }

    private OciAnswer ofBackend(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        String set = call.path("backendSetName");
        BackendState backend = balancer.backend(set, call.path("backendName"));
        List<?> results = balancer.health().last(set, backend.name()).stream()
                .map(report -> state.wire().json(balancer, report))
                .toList();
        return OciAnswer.of(Map.of("status", health(balancer, set, backend), "healthCheckResults", results));
    }

    private OciAnswer ofBackendSet(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        BackendSetState set = balancer.backendSet(call.path("backendSetName"));
        Map<String, HealthStatus> found = backends(balancer, set);
        return OciAnswer.of(Map.of(
                "status", health(balancer, set),
                "warningStateBackendNames", named(found, HealthStatus.WARNING),
                "criticalStateBackendNames", named(found, HealthStatus.CRITICAL),
                "unknownStateBackendNames", named(found, HealthStatus.UNKNOWN),
                "totalBackendCount", found.size()));
    }

    private OciAnswer ofLoadBalancer(OciCall call) {
        LoadBalancerState balancer = state.get(call);
        Map<String, HealthStatus> found = new LinkedHashMap<>();
        balancer.backendSets().values().forEach(set -> found.put(set.name(), health(balancer, set)));
        return OciAnswer.of(Map.of(
                "status",
                balancer.lifecycle().equals("ACTIVE")
                        ? HealthStatus.ofLoadBalancer(found.values())
                        : HealthStatus.UNKNOWN,
                "warningStateBackendSetNames",
                named(found, HealthStatus.WARNING),
                "criticalStateBackendSetNames",
                named(found, HealthStatus.CRITICAL),
                "unknownStateBackendSetNames",
                named(found, HealthStatus.UNKNOWN),
                "totalBackendSetCount",
                found.size()));
    }

    private static HealthStatus health(LoadBalancerState balancer, BackendSetState set) {
        return balancer.hasListener(set.name())
                ? HealthStatus.ofBackendSet(backends(balancer, set).values())
                : HealthStatus.UNKNOWN;
    }

    private static HealthStatus health(LoadBalancerState balancer, String set, BackendState backend) {
        return balancer.health()
                .last(set, backend.name())
                .map(report -> HealthStatus.ofBackend(report.status()))
                .orElse(HealthStatus.UNKNOWN);
    }

    private static Map<String, HealthStatus> backends(LoadBalancerState balancer, BackendSetState set) {
        Map<String, HealthStatus> found = new LinkedHashMap<>();
        set.backends().forEach(backend -> found.put(backend.name(), health(balancer, set.name(), backend)));
        return found;
    }

    private static List<String> named(Map<String, HealthStatus> found, HealthStatus status) {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue() == status)
                .map(Map.Entry::getKey)
                .toList();
    }
}
