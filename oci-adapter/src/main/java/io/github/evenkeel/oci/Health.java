package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.loadbalancer.model.Backend;
import com.oracle.bmc.loadbalancer.model.BackendSet;
import com.oracle.bmc.loadbalancer.model.BackendSetHealth;
import com.oracle.bmc.loadbalancer.requests.GetBackendHealthRequest;
import com.oracle.bmc.loadbalancer.requests.GetBackendSetHealthRequest;
import com.oracle.bmc.loadbalancer.requests.GetBackendSetRequest;
import com.oracle.bmc.loadbalancer.responses.GetBackendHealthResponse;
import com.oracle.bmc.loadbalancer.responses.GetBackendSetHealthResponse;
import com.oracle.bmc.loadbalancer.responses.GetBackendSetResponse;
import io.github.evenkeel.spi.BackendHealth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the health of backends. */
final class Health {
    private final LoadBalancer client;
    private final String balancerId;

    Health(LoadBalancer client, String balancerId) {
        this.client = client;
        this.balancerId = balancerId;
    }

    BackendHealth of(String backendSet, String backend) {
        String operation = "GetBackendHealth " + backend + " of set " + backendSet;
        GetBackendHealthResponse response = SdkCall.send(
                operation,
                GetBackendHealthRequest.builder()
                        .loadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .backendName(backend)
                        .build(),
                client::getBackendHealth);
        return health(SdkCall.present(operation, response.getBackendHealth(), response.getOpcRequestId())
                .getStatus());
    }

    /**
     * Each backend of a set that is not known to be healthy.
     *
     * <p>The response for a set of unknown health, such as one without a listener, may omit backends: these count as
     * unknown.
     */
    Map<String, BackendHealth> unhealthyBackends(String backendSet) {
        String operation = "GetBackendSetHealth " + backendSet;
        GetBackendSetHealthResponse response = SdkCall.send(
                operation,
                GetBackendSetHealthRequest.builder()
                        .loadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .build(),
                client::getBackendSetHealth);
        BackendSetHealth health =
                SdkCall.present(operation, response.getBackendSetHealth(), response.getOpcRequestId());
        Map<String, BackendHealth> unhealthyBackends = new HashMap<>();
        add(unhealthyBackends, health.getWarningStateBackendNames(), BackendHealth.WARNING);
        add(unhealthyBackends, health.getCriticalStateBackendNames(), BackendHealth.CRITICAL);
        add(unhealthyBackends, health.getUnknownStateBackendNames(), BackendHealth.UNKNOWN);
        Integer total = health.getTotalBackendCount();
        if (unknown(health.getStatus()) && (total == null || unhealthyBackends.size() < total)) {
            for (String name : names(backendSet)) {
                unhealthyBackends.putIfAbsent(name, BackendHealth.UNKNOWN);
            }
        }
        return unhealthyBackends;
    }

    private List<String> names(String backendSet) {
        String operation = "GetBackendSet " + backendSet;
        GetBackendSetResponse response = SdkCall.send(
                operation,
                GetBackendSetRequest.builder()
                        .loadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .build(),
                client::getBackendSet);
        BackendSet set = SdkCall.present(operation, response.getBackendSet(), response.getOpcRequestId());
        return set.getBackends() == null
                ? List.of()
                : set.getBackends().stream().map(Backend::getName).toList();
    }

    private static void add(
            Map<String, BackendHealth> unhealthyBackends, @Nullable List<String> names, BackendHealth health) {
        if (names != null) {
            names.forEach(name -> unhealthyBackends.put(name, health));
        }
    }

    private static boolean unknown(BackendSetHealth.@Nullable Status status) {
        return status == null
                || status == BackendSetHealth.Status.Unknown
                || status == BackendSetHealth.Status.UnknownEnumValue;
    }

    private static BackendHealth health(com.oracle.bmc.loadbalancer.model.BackendHealth.@Nullable Status status) {
        if (status == null) {
            return BackendHealth.UNKNOWN;
        }
        return switch (status) {
            case Ok -> BackendHealth.OK;
            case Warning -> BackendHealth.WARNING;
            case Critical -> BackendHealth.CRITICAL;
            case Unknown, UnknownEnumValue -> BackendHealth.UNKNOWN;
        };
    }
}
