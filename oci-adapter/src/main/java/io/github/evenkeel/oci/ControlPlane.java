package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.containerengine.model.Cluster;
import com.oracle.bmc.containerengine.model.UpdateClusterDetails;
import com.oracle.bmc.containerengine.requests.GetClusterRequest;
import com.oracle.bmc.containerengine.requests.UpdateClusterRequest;
import com.oracle.bmc.containerengine.responses.GetClusterResponse;
import com.oracle.bmc.containerengine.responses.UpdateClusterResponse;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and upgrades the control plane of a cluster. */
final class ControlPlane {
    private final ContainerEngine client;
    private final String clusterId;
    /** Cached from the first read on: a cluster never changes its compartment. */
    private volatile @Nullable String compartmentId;

    ControlPlane(ContainerEngine client, String clusterId) {
        this.client = client;
        this.clusterId = clusterId;
    }

    ClusterDescription describe() {
        String operation = "GetCluster " + clusterId;
        GetClusterResponse response = read(operation);
        String requestId = response.getOpcRequestId();
        Cluster cluster = SdkCall.present(operation, response.getCluster(), requestId);
        List<String> upgrades = OrNone.of(cluster.getAvailableKubernetesUpgrades());
        return ClusterDescription.builder(
                        clusterId,
                        cluster.getName() == null ? "" : cluster.getName(),
                        ServedVersion.needed(operation, cluster.getKubernetesVersion(), requestId))
                .lifecycle(LifecycleState.of(cluster.getLifecycleState()))
                .availableUpgrades(upgrades.stream()
                        .flatMap(text -> ServedVersion.read(text).stream())
                        .toList())
                .revision(response.getEtag())
                .build();
    }

    /** Compartment of the cluster, which listings need. */
    String compartmentId() {
        String known = compartmentId;
        if (known == null) {
            String operation = "GetCluster " + clusterId;
            GetClusterResponse response = read(operation);
            Cluster cluster = SdkCall.present(operation, response.getCluster(), response.getOpcRequestId());
            known = SdkCall.present(operation, cluster.getCompartmentId(), response.getOpcRequestId());
            compartmentId = known;
        }
        return known;
    }

    Operation upgrade(ClusterDescription seen, KubernetesVersion target) {
        String operation = "UpdateCluster " + clusterId + " to " + target;
        UpdateClusterResponse response = SdkCall.send(
                operation,
                UpdateClusterRequest.builder()
                        .clusterId(clusterId)
                        .ifMatch(seen.revision().orElse(null))
                        .updateClusterDetails(UpdateClusterDetails.builder()
                                .kubernetesVersion(target.toString())
                                .build())
                        .build(),
                client::updateCluster);
        return WorkRequestReceipt.of(
                operation, "CLUSTER_UPDATE", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    private GetClusterResponse read(String operation) {
        return SdkCall.send(
                operation, GetClusterRequest.builder().clusterId(clusterId).build(), client::getCluster);
    }
}
