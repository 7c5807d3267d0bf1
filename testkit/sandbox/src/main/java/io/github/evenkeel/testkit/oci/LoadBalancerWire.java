package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Load Balancer: a change that is under way shows in its work request alone. */
final class LoadBalancerWire implements BalancingWire {
    @Override
    public String ocidType() {
        return "loadbalancer";
    }

    @Override
    public String idParameter() {
        return "loadBalancerId";
    }

    @Override
    public OciOperation operation(OciOperation ofLoadBalancer) {
        return ofLoadBalancer;
    }

    @Override
    public String workRequestType(OciOperation operation) {
        return operation.apiName();
    }

    @Override
    public List<String> policies() {
        return BackendSetWire.POLICIES;
    }

    @Override
    public List<String> protocols() {
        return List.of("HTTP", "HTTP2", "TCP", "GRPC");
    }

    @Override
    public OciAnswer list(OciCall call, List<?> all, int mostPerPage) {
        return OciAnswer.of(all);
    }

    @Override
    public OciAnswer page(OciCall call, List<?> all, int mostPerPage) {
        return OciAnswer.page(call, all, mostPerPage);
    }

    @Override
    public OciAnswer accepted(WorkRequest workRequest) {
        return OciAnswer.noContent(workRequest);
    }

    @Override
    public void checkAccepts(LoadBalancerState balancer, List<WorkRequest> inFlight) {
        if (!balancer.lifecycle().equals("ACTIVE")) {
            throw Refusal.incorrectState(
                    "load balancer " + balancer.id() + " is " + balancer.lifecycle() + "; it must be ACTIVE");
        }
        inFlight.stream().findFirst().ifPresent(request -> {
            throw Refusal.conflict(
                    "load balancer " + balancer.id() + " has work request " + request.id() + " in progress");
        });
    }

    @Override
    public void checkNew(BackendSetState set, BackendState backend) {
        // its work request fails
    }

    @Override
    public void begun(LoadBalancerState balancer) {
        // stays ACTIVE
    }

    @Override
    public void ended(LoadBalancerState balancer, WorkRequest workRequest) {
        if (balancer.lifecycle().equals("CREATING")) {
            balancer.lifecycle(workRequest.status() == WorkRequest.Status.SUCCEEDED ? "ACTIVE" : "FAILED");
        }
    }

    @Override
    public Map<String, @Nullable Object> json(LoadBalancerState balancer, String compartmentId) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", balancer.id());
        json.put("compartmentId", compartmentId);
        json.put("displayName", balancer.displayName());
        json.put("lifecycleState", balancer.lifecycle());
        json.put("timeCreated", balancer.created());
        json.put(
                "ipAddresses",
                balancer.addresses().stream()
                        .filter(address -> !balancer.lifecycle().equals("CREATING"))
                        .map(address -> Map.of("ipAddress", address, "isPublic", true))
                        .toList());
        json.put("shapeName", "flexible");
        json.put("shapeDetails", Map.of("minimumBandwidthInMbps", 10, "maximumBandwidthInMbps", 100));
        json.put("isPrivate", false);
        json.put("subnetIds", List.of(balancer.subnetId()));
        json.put("networkSecurityGroupIds", List.of());
        Map<String, Object> byName = new LinkedHashMap<>();
        balancer.listeners().forEach((name, listener) -> byName.put(name, listener.json()));
        json.put("listeners", byName);
        json.put("hostnames", Map.of());
        json.put("sslCipherSuites", Map.of());
        json.put("certificates", Map.of());
        Map<String, Object> sets = new LinkedHashMap<>();
        balancer.backendSets().forEach((name, set) -> sets.put(name, json(set)));
        json.put("backendSets", sets);
        json.put("pathRouteSets", Map.of());
        json.put("freeformTags", Map.of());
        json.put("definedTags", Map.of());
        json.put("ruleSets", Map.of());
        json.put("routingPolicies", Map.of());
        return json;
    }

    @Override
    public Map<String, @Nullable Object> json(BackendSetState set) {
        return BackendSetWire.json(set);
    }

    @Override
    public Map<String, @Nullable Object> json(BackendState backend) {
        return BackendWire.json(backend);
    }

    @Override
    public Map<String, @Nullable Object> json(WorkRequest workRequest, String compartmentId) {
        return workRequest.ofLoadBalancer(compartmentId);
    }

    @Override
    public Map<String, Object> json(LoadBalancerState balancer, HealthReports.Report report) {
        return Map.of(
                "subnetId", balancer.subnetId(),
                "sourceIpAddress", "10.0.20.2",
                "timestamp", report.at(),
                "healthCheckStatus", report.status());
    }

    @Override
    public BackendSetState created(String name, OciBody body) {
        return BackendSetWire.read(name, body);
    }

    /** Reads all of a set: what is left out is not kept from before. */
    @Override
    public BackendSetState updated(BackendSetState present, OciBody body) {
        return BackendSetWire.read(present.name(), body);
    }

    @Override
    public ListenerState createdListener(String name, OciBody body) {
        return ListenerState.read(name, body);
    }

    /** Reads all of a listener: what is left out is not kept from before. */
    @Override
    public ListenerState updatedListener(ListenerState present, OciBody body) {
        return ListenerState.read(present.name(), body);
    }

    @Override
    public BackendState created(OciBody body) {
        return BackendWire.created(body);
    }

    @Override
    public BackendState updated(BackendState present, OciBody body) {
        return BackendWire.updated(present, body);
    }
}
