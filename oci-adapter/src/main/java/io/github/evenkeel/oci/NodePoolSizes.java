package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.containerengine.model.UpdateNodePoolDetails;
import com.oracle.bmc.containerengine.model.UpdateNodePoolNodeConfigDetails;
import com.oracle.bmc.containerengine.requests.UpdateNodePoolRequest;
import com.oracle.bmc.containerengine.responses.UpdateNodePoolResponse;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;

/**
 * Sets the size of node pools. The request has the size alone, so that placement, version and image stay as they are;
 * its if-match refuses a pool that changed since it was read.
 */
final class NodePoolSizes {
    private final ContainerEngine client;
    private final NodePools nodePools;

    NodePoolSizes(ContainerEngine client, NodePools nodePools) {
        this.client = client;
        this.nodePools = nodePools;
    }

    Operation increase(NodePool seen, int size) {
        String operation = operation(seen, size);
        if (size <= seen.size()) {
            throw ServiceException.of(
                    Outcome.REJECTED, operation, "not sent, as its size is " + seen.size() + " and is to be increased");
        }
        return update(operation, seen, size);
    }

    /**
     * Lowers the size. Reads the pool just before, as a placeholder can become a machine at any time, see <a
     * href="https://github.com/kubernetes/autoscaler/issues/8700">autoscaler issue 8700</a>: with fewer places than
     * machines the service would delete a machine of its own choice.
     */
    Operation removePlaceholders(NodePool seen, int size) {
        String operation = operation(seen, size);
        if (size >= seen.size() || size < seen.machines().size()) {
            throw ServiceException.of(
                    Outcome.REJECTED,
                    operation,
                    "not sent, as its size is " + seen.size() + ", of which "
                            + seen.machines().size() + " are machines that have to stay");
        }
        int machines = nodePools.get(seen.id()).machines().size();
        if (size < machines) {
            throw ServiceException.of(
                    Outcome.CONFLICT, operation, "not sent, as there are " + machines + " machines by now");
        }
        return update(operation, seen, size);
    }

    private Operation update(String operation, NodePool seen, int size) {
        UpdateNodePoolResponse response = SdkCall.send(
                operation,
                UpdateNodePoolRequest.builder()
                        .nodePoolId(seen.id())
                        .ifMatch(seen.revision().orElse(null))
                        .updateNodePoolDetails(UpdateNodePoolDetails.builder()
                                .nodeConfigDetails(UpdateNodePoolNodeConfigDetails.builder()
                                        .size(size)
                                        .build())
                                .build())
                        .build(),
                client::updateNodePool);
        return WorkRequestReceipt.of(
                operation, "NODEPOOL_UPDATE", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }

    private static String operation(NodePool pool, int size) {
        return "UpdateNodePool " + pool.id() + " to size " + size;
    }
}
