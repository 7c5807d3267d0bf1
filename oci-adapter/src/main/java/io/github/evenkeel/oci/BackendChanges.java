package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.loadbalancer.model.CreateBackendDetails;
import com.oracle.bmc.loadbalancer.model.UpdateBackendDetails;
import com.oracle.bmc.loadbalancer.requests.CreateBackendRequest;
import com.oracle.bmc.loadbalancer.requests.DeleteBackendRequest;
import com.oracle.bmc.loadbalancer.requests.UpdateBackendRequest;
import com.oracle.bmc.loadbalancer.responses.CreateBackendResponse;
import com.oracle.bmc.loadbalancer.responses.DeleteBackendResponse;
import com.oracle.bmc.loadbalancer.responses.UpdateBackendResponse;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the backends of a load balancer.
 *
 * <p>All settings are sent each time, since the service takes one that is left out for its default. The SDK gives each
 * creation and update a retry token of its own; deletions have none.
 */
final class BackendChanges {
    private final LoadBalancer client;
    private final String balancerId;

    BackendChanges(LoadBalancer client, String balancerId) {
        this.client = client;
        this.balancerId = balancerId;
    }

    Operation update(@Nullable String revision, String backendSet, Backend desired) {
        String operation = "UpdateBackend " + desired.name() + " of set " + backendSet;
        UpdateBackendResponse response = SdkCall.send(
                operation,
                UpdateBackendRequest.builder()
                        .loadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .backendName(desired.name())
                        .ifMatch(revision)
                        .updateBackendDetails(UpdateBackendDetails.builder()
                                .weight(desired.weight())
                                .maxConnections(desired.maxConnections())
                                .drain(desired.is(Backend.Mode.DRAIN))
                                .backup(desired.is(Backend.Mode.BACKUP))
                                .offline(desired.is(Backend.Mode.OFFLINE))
                                .build())
                        .build(),
                client::updateBackend);
        return WorkRequestReceipt.of(
                operation, "UpdateBackend", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    Operation add(@Nullable String revision, String backendSet, Backend backend) {
        String operation = "CreateBackend " + backend.name() + " in set " + backendSet;
        CreateBackendResponse response = SdkCall.send(
                operation,
                CreateBackendRequest.builder()
                        .loadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .ifMatch(revision)
                        .createBackendDetails(CreateBackendDetails.builder()
                                .ipAddress(backend.address())
                                .port(backend.port())
                                .weight(backend.weight())
                                .maxConnections(backend.maxConnections())
                                .drain(backend.is(Backend.Mode.DRAIN))
                                .backup(backend.is(Backend.Mode.BACKUP))
                                .offline(backend.is(Backend.Mode.OFFLINE))
                                .build())
                        .build(),
                client::createBackend);
        return WorkRequestReceipt.of(
                operation, "CreateBackend", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    Operation remove(@Nullable String revision, String backendSet, Backend backend) {
        String operation = "DeleteBackend " + backend.name() + " of set " + backendSet;
        DeleteBackendResponse response = SdkCall.send(
                operation,
                DeleteBackendRequest.builder()
                        .loadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .backendName(backend.name())
                        .ifMatch(revision)
                        .build(),
                client::deleteBackend);
        return WorkRequestReceipt.of(
                operation, "DeleteBackend", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }
}
