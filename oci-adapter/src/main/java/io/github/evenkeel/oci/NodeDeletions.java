package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.containerengine.requests.DeleteNodeRequest;
import com.oracle.bmc.containerengine.responses.DeleteNodeResponse;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;

/**
 * Deletes nodes of node pools.
 *
 * <p>With a grace of zero the service neither cordons nor drains the node. Only pods of DaemonSets are left on the
 * node, so the deletion is forced: they must not delay it. There is no if-match: the instance names the node, and the
 * service does not document which resource's tag it would expect. So deletions of several nodes of a pool do not hold
 * each other up, as in the <a
 * href="https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler/cloudprovider/oci">OCI provider of the
 * cluster autoscaler</a>, which sends one after the other.
 */
final class NodeDeletions {
    /** Tells the service not to evict pods: the run has drained the node. */
    private static final String NO_GRACE = "PT0M";

    private final ContainerEngine client;

    NodeDeletions(ContainerEngine client) {
        this.client = client;
    }

    /** Deletes a node so that the pool creates another. */
    Operation replace(NodePool pool, PoolNode node) {
        return delete(pool, node, DeleteNodeRequest.builder().isDecrementSize(false));
    }

    /** Deletes a node so that the pool becomes smaller by one. */
    Operation deleteSurplus(NodePool pool, PoolNode node) {
        return delete(pool, node, DeleteNodeRequest.builder().isDecrementSize(true));
    }

    private Operation delete(NodePool pool, PoolNode node, DeleteNodeRequest.Builder request) {
        String instance = node.instanceId()
                .orElseThrow(() -> ServiceException.of(
                        ServiceException.Outcome.REJECTED,
                        "DeleteNode of node pool " + pool.id(),
                        "node '" + node.name() + "' has no instance that could be deleted"));
        String operation = "DeleteNode " + instance + " of node pool " + pool.id();
        DeleteNodeResponse response = SdkCall.send(
                operation,
                request.nodePoolId(pool.id())
                        .nodeId(instance)
                        .overrideEvictionGraceDuration(NO_GRACE)
                        .isForceDeletionAfterOverrideGraceDuration(true)
                        .build(),
                client::deleteNode);
        return WorkRequestReceipt.of(
                operation, "DELETE_NODE", response.getOpcWorkRequestId(), response.getOpcRequestId());
    }
}
