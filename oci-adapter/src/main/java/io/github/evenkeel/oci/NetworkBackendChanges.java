package io.github.evenkeel.oci;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import com.oracle.bmc.networkloadbalancer.model.CreateBackendDetails;
import com.oracle.bmc.networkloadbalancer.model.UpdateBackendDetails;
import com.oracle.bmc.networkloadbalancer.requests.CreateBackendRequest;
import com.oracle.bmc.networkloadbalancer.requests.DeleteBackendRequest;
import com.oracle.bmc.networkloadbalancer.requests.UpdateBackendRequest;
import com.oracle.bmc.networkloadbalancer.responses.CreateBackendResponse;
import com.oracle.bmc.networkloadbalancer.responses.DeleteBackendResponse;
import com.oracle.bmc.networkloadbalancer.responses.UpdateBackendResponse;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * Changes backends of a network load balancer.
 *
 * <p>Each request has all settings. The service has no limit of connections, so a backend with one is refused. The SDK
 * gives each creation and update a retry token; deletions have none.
 */
final class NetworkBackendChanges {
    private final NetworkLoadBalancer client;
    private final String balancerId;
    private final NetworkRevisions revisions;

    NetworkBackendChanges(NetworkLoadBalancer client, String balancerId, NetworkRevisions revisions) {
        this.client = client;
        this.balancerId = balancerId;
        this.revisions = revisions;
    }

    Operation update(LoadBalancerDescription seen, String backendSet, Backend desired) {
        return revisions.change(seen, backendSet, desired.name(), etag -> update(etag, backendSet, desired));
    }

    private Operation update(@Nullable String etag, String backendSet, Backend desired) {
        String operation = "UpdateBackend " + desired.name() + " of set " + backendSet;
        refuseLimit(operation, desired);
        UpdateBackendResponse response = SdkCall.send(
                operation,
                UpdateBackendRequest.builder()
                        .networkLoadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .backendName(desired.name())
                        .ifMatch(etag)
                        .updateBackendDetails(UpdateBackendDetails.builder()
                                .weight(desired.weight())
                                .isDrain(desired.is(Backend.Mode.DRAIN))
                                .isBackup(desired.is(Backend.Mode.BACKUP))
                                .isOffline(desired.is(Backend.Mode.OFFLINE))
                                .build())
                        .build(),
                client::updateBackend);
        return WorkRequestReceipt.of(
                operation, "UPDATE_BACKEND", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    Operation add(LoadBalancerDescription seen, String backendSet, Backend backend) {
        return revisions.add(seen, etag -> add(etag, backendSet, backend));
    }

    private Operation add(@Nullable String etag, String backendSet, Backend backend) {
        String operation = "CreateBackend " + backend.name() + " in set " + backendSet;
        refuseLimit(operation, backend);
        CreateBackendResponse response = SdkCall.send(
                operation,
                CreateBackendRequest.builder()
                        .networkLoadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .ifMatch(etag)
                        .createBackendDetails(created(backend))
                        .build(),
                client::createBackend);
        return WorkRequestReceipt.of(
                operation, "CREATE_BACKEND", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    Operation remove(LoadBalancerDescription seen, String backendSet, Backend backend) {
        return revisions.change(seen, backendSet, backend.name(), etag -> remove(etag, backendSet, backend));
    }

    private Operation remove(@Nullable String etag, String backendSet, Backend backend) {
        String operation = "DeleteBackend " + backend.name() + " of set " + backendSet;
        DeleteBackendResponse response = SdkCall.send(
                operation,
                DeleteBackendRequest.builder()
                        .networkLoadBalancerId(balancerId)
                        .backendSetName(backendSet)
                        .backendName(backend.name())
                        .ifMatch(etag)
                        .build(),
                client::deleteBackend);
        return WorkRequestReceipt.of(
                operation, "DELETE_BACKEND", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    /** A target's OCID can stand where an address does. */
    private static CreateBackendDetails created(Backend backend) {
        CreateBackendDetails.Builder details = CreateBackendDetails.builder()
                .port(backend.port())
                .weight(backend.weight())
                .isDrain(backend.is(Backend.Mode.DRAIN))
                .isBackup(backend.is(Backend.Mode.BACKUP))
                .isOffline(backend.is(Backend.Mode.OFFLINE));
        return (Ocid.isOne(backend.address())
                        ? details.targetId(backend.address())
                        : details.ipAddress(backend.address()))
                .build();
    }

    private static void refuseLimit(String operation, Backend backend) {
        if (backend.maxConnections() > 0) {
            throw ServiceException.of(
                    ServiceException.Outcome.REJECTED,
                    operation,
                    "a limit of " + backend.maxConnections()
                            + " connections; backends of a network load balancer have none");
        }
    }
}
