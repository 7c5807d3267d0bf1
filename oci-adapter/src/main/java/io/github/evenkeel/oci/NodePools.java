package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.containerengine.model.NodePoolCyclingDetails;
import com.oracle.bmc.containerengine.model.NodePoolLifecycleState;
import com.oracle.bmc.containerengine.model.NodePoolSummary;
import com.oracle.bmc.containerengine.model.NodeSourceViaImageDetails;
import com.oracle.bmc.containerengine.model.UpdateNodePoolDetails;
import com.oracle.bmc.containerengine.requests.GetNodePoolRequest;
import com.oracle.bmc.containerengine.requests.ListNodePoolsRequest;
import com.oracle.bmc.containerengine.requests.UpdateNodePoolRequest;
import com.oracle.bmc.containerengine.responses.GetNodePoolResponse;
import com.oracle.bmc.containerengine.responses.ListNodePoolsResponse;
import com.oracle.bmc.containerengine.responses.UpdateNodePoolResponse;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads and changes the node pools of a cluster. */
final class NodePools {
    private static final int PAGE = 100;

    private final ContainerEngine client;
    private final String clusterId;
    private final Map<String, String> compartments = new ConcurrentHashMap<>();

    NodePools(ContainerEngine client, String clusterId) {
        this.client = client;
        this.clusterId = clusterId;
    }

    /** Identities of all pools that are not deleted. */
    List<String> list(String compartmentId) {
        String operation = "ListNodePools of cluster " + clusterId;
        List<String> ids = new ArrayList<>();
        Pages.readAll(operation, page -> {
            ListNodePoolsResponse response = SdkCall.send(
                    operation,
                    ListNodePoolsRequest.builder()
                            .compartmentId(compartmentId)
                            .clusterId(clusterId)
                            .limit(PAGE)
                            .page(page)
                            .build(),
                    client::listNodePools);
            List<NodePoolSummary> pools = SdkCall.present(operation, response.getItems(), response.getOpcRequestId());
            for (NodePoolSummary pool : pools) {
                if (pool.getLifecycleState() != NodePoolLifecycleState.Deleted) {
                    ids.add(pool.getId());
                }
            }
            return response.getOpcNextPage();
        });
        return ids;
    }

    NodePool get(String poolId) {
        String operation = "GetNodePool " + poolId;
        GetNodePoolResponse response = read(operation, poolId);
        var pool = SdkCall.present(operation, response.getNodePool(), response.getOpcRequestId());
        if (pool.getClusterId() != null && !pool.getClusterId().equals(clusterId)) {
            throw ServiceException.builder(
                            ServiceException.Outcome.REJECTED,
                            operation,
                            "it is a pool of cluster " + pool.getClusterId() + ", not of " + clusterId)
                    .requestId(response.getOpcRequestId())
                    .build();
        }
        if (pool.getCompartmentId() != null) {
            compartments.put(poolId, pool.getCompartmentId());
        }
        return NodePoolReading.pool(operation, response);
    }

    /** Compartments of the pools that were read, which may differ from the cluster's. */
    Set<String> compartments() {
        return Set.copyOf(compartments.values());
    }

    /** Compartment of a pool; {@code otherwise} for a pool that was not read. */
    String compartmentOf(String poolId, String otherwise) {
        return compartments.getOrDefault(poolId, otherwise);
    }

    /**
     * Sets version and image. The request repeats the boot volume's size: without it the service would set its default.
     */
    Operation update(NodePool seen, KubernetesVersion target, NodeImage image) {
        String operation = "UpdateNodePool " + seen.id() + " to " + target;
        com.oracle.bmc.containerengine.model.NodePool now =
                SdkCall.present(operation, read(operation, seen.id()).getNodePool(), null);
        NodeSourceViaImageDetails.Builder source =
                NodeSourceViaImageDetails.builder().imageId(image.id());
        if (now.getNodeSourceDetails() instanceof NodeSourceViaImageDetails details
                && details.getBootVolumeSizeInGBs() != null) {
            source.bootVolumeSizeInGBs(details.getBootVolumeSizeInGBs());
        }
        UpdateNodePoolDetails.Builder details = UpdateNodePoolDetails.builder()
                .kubernetesVersion(target.toString())
                .nodeSourceDetails(source.build());
        if (seen.cycling() == NodeCycling.ON) {
            details.nodePoolCyclingDetails(
                    NodePoolCyclingDetails.builder().isNodeCyclingEnabled(false).build());
        }
        UpdateNodePoolResponse response = SdkCall.send(
                operation,
                UpdateNodePoolRequest.builder()
                        .nodePoolId(seen.id())
                        .ifMatch(seen.revision().orElse(null))
                        .updateNodePoolDetails(details.build())
                        .build(),
                client::updateNodePool);
        return WorkRequestReceipt.of(
                operation, "NODEPOOL_UPDATE", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    private GetNodePoolResponse read(String operation, String poolId) {
        return SdkCall.send(
                operation, GetNodePoolRequest.builder().nodePoolId(poolId).build(), client::getNodePool);
    }
}
