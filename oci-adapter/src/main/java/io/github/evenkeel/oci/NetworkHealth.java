package io.github.evenkeel.oci;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import com.oracle.bmc.networkloadbalancer.model.Backend;
import com.oracle.bmc.networkloadbalancer.model.BackendSet;
import com.oracle.bmc.networkloadbalancer.model.BackendSetHealth;
import com.oracle.bmc.networkloadbalancer.requests.GetBackendHealthRequest;
import com.oracle.bmc.networkloadbalancer.requests.GetBackendSetHealthRequest;
import com.oracle.bmc.networkloadbalancer.requests.GetBackendSetRequest;
import com.oracle.bmc.networkloadbalancer.responses.GetBackendHealthResponse;
import com.oracle.bmc.networkloadbalancer.responses.GetBackendSetHealthResponse;
import com.oracle.bmc.networkloadbalancer.responses.GetBackendSetResponse;
import io.github.evenkeel.spi.BackendHealth;
import java.util.List;
import java.util.Map;

/** Reads the health of backends of a network load balancer. */
final class NetworkHealth {
    private final NetworkLoadBalancer client;
    private final String balancerId;

    NetworkHealth(NetworkLoadBalancer client, String balancerId) {
        this.client = client;
        this.balancerId = balancerId;
    }

    BackendHealth of(String backendSet, String backend) {
        String operation = "GetBackendHealth " + backend + " of set " + backendSet;
        GetBackendHealthResponse response = SdkCall.send(
                operation,
                GetBackendHealthRequest.builder()
                        .networkLoadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .backendName(backend)
                        .build(),
                client::getBackendHealth);
        return HealthStatus.of(SdkCall.present(operation, response.getBackendHealth(), response.getOpcRequestId())
                .getStatus());
    }

    /** Each backend of a set that is not known to be healthy. */
    Map<String, BackendHealth> unhealthyBackends(String backendSet) {
        String operation = "GetBackendSetHealth " + backendSet;
        GetBackendSetHealthResponse response = SdkCall.send(
                operation,
                GetBackendSetHealthRequest.builder()
                        .networkLoadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .build(),
                client::getBackendSetHealth);
        BackendSetHealth health =
                SdkCall.present(operation, response.getBackendSetHealth(), response.getOpcRequestId());
        return new HealthStatus.OfSet(
                        HealthStatus.of(health.getStatus()),
                        health.getWarningStateBackendNames(),
                        health.getCriticalStateBackendNames(),
                        health.getUnknownStateBackendNames(),
                        health.getTotalBackendCount())
                .unhealthyBackends(() -> names(backendSet));
    }

    private List<String> names(String backendSet) {
        String operation = "GetBackendSet " + backendSet;
        GetBackendSetResponse response = SdkCall.send(
                operation,
                GetBackendSetRequest.builder()
                        .networkLoadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .build(),
                client::getBackendSet);
        BackendSet set = SdkCall.present(operation, response.getBackendSet(), response.getOpcRequestId());
        return OrNone.of(set.getBackends()).stream().map(Backend::getName).toList();
    }
}
