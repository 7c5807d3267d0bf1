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
import java.util.Optional;

/**
 * Changes backends of a load balancer.
 *
 * <p>Each request has all settings, since the service replaces a missing one by its default. A backend without a limit
 * of connections has no value for it, as the smallest limit is 256. The SDK gives each creation and update a retry
 * token; deletions have none.
 */
final class BackendChanges {
    private final LoadBalancer client;
    private final String balancerId;

    BackendChanges(LoadBalancer client, String balancerId) {
        this.client = client;
        this.balancerId = balancerId;
    }

    Operation update(Optional<String> revision, String backendSet, Backend desired) {
        String operation = "UpdateBackend " + desired.name() + " of set " + backendSet;
        UpdateBackendResponse response = SdkCall.send(
                operation,
                UpdateBackendRequest.builder()
                        .loadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .backendName(desired.name())
                        .ifMatch(revision.orElse(null))
                        .updateBackendDetails(updated(desired))
                        .build(),
                client::updateBackend);
        return WorkRequestReceipt.of(
                operation, "UpdateBackend", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    Operation add(Optional<String> revision, String backendSet, Backend backend) {
        String operation = "CreateBackend " + backend.name() + " in set " + backendSet;
        CreateBackendResponse response = SdkCall.send(
                operation,
                CreateBackendRequest.builder()
                        .loadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .ifMatch(revision.orElse(null))
                        .createBackendDetails(created(backend))
                        .build(),
                client::createBackend);
        return WorkRequestReceipt.of(
                operation, "CreateBackend", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    Operation remove(Optional<String> revision, String backendSet, Backend backend) {
        String operation = "DeleteBackend " + backend.name() + " of set " + backendSet;
        DeleteBackendResponse response = SdkCall.send(
                operation,
                DeleteBackendRequest.builder()
                        .loadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .backendName(backend.name())
                        .ifMatch(revision.orElse(null))
                        .build(),
                client::deleteBackend);
        return WorkRequestReceipt.of(
                operation, "DeleteBackend", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    private static UpdateBackendDetails updated(Backend backend) {
        UpdateBackendDetails.Builder details = UpdateBackendDetails.builder()
                .weight(backend.weight())
                .drain(backend.is(Backend.Mode.DRAIN))
                .backup(backend.is(Backend.Mode.BACKUP))
                .offline(backend.is(Backend.Mode.OFFLINE));
        return (backend.maxConnections() > 0 ? details.maxConnections(backend.maxConnections()) : details).build();
    }

    private static CreateBackendDetails created(Backend backend) {
        CreateBackendDetails.Builder details = CreateBackendDetails.builder()
                .ipAddress(backend.address())
                .port(backend.port())
                .weight(backend.weight())
                .drain(backend.is(Backend.Mode.DRAIN))
                .backup(backend.is(Backend.Mode.BACKUP))
                .offline(backend.is(Backend.Mode.OFFLINE));
        return (backend.maxConnections() > 0 ? details.maxConnections(backend.maxConnections()) : details).build();
    }
}
