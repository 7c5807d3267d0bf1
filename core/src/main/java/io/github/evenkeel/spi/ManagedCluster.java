package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import java.util.Optional;

/**
 * Port to the provider's side of a cluster: its control plane, its node pools and their instances.
 *
 * <p>Every method is one call to the service, blocks until the response, and may be called from any thread. A read goes
 * to the service, never to a cache. A mutation returns as soon as the service has accepted it; poll the returned
 * operation with {@link #operation}. No method waits or retries: the caller does.
 *
 * <p>Every failure is a {@link ServiceException} whose {@link ServiceException#outcome() outcome} says what the caller
 * can do.
 */
public interface ManagedCluster {
    /**
     * Address of the service, for messages: {@code https://10.0.0.5:6443}. Without user or token. Makes no call; empty
     * if it is not known.
     */
    default Optional<String> endpoint() {
        return Optional.empty();
    }

    /** The cluster's identity for the service; for OKE its OCID. Makes no call. */
    String id();

    /** Reads the cluster. */
    ClusterDescription describe();

    /** Lists the identities of the cluster's node pools. Pools outside the cluster's compartment may be missing. */
    List<String> nodePoolIds();

    /** Reads one node pool of the cluster with its nodes, in any compartment. */
    NodePool nodePool(String poolId);

    /**
     * Finds the newest image for {@code version} of the same family, architecture and accelerator class as the one the
     * pool uses now; empty when the service offers none.
     */
    Optional<NodeImage> imageFor(NodePool pool, KubernetesVersion version);

    /**
     * Reads an image by its identity. Refuses one that the service knows to be for another version.
     *
     * @param imageId identity for the service
     */
    default NodeImage image(String imageId, KubernetesVersion version) {
        return NodeImage.of(imageId);
    }

    /** Reads the operations on the cluster or one of its pools that have not ended yet. */
    List<Operation> operationsInFlight();

    /**
     * Reads the failed deletions of nodes that the service may still carry out at the next change of the pool: those
     * after which the pool has not changed. The default is none.
     */
    default List<Operation> failedDeletions(String poolId) {
        return List.of();
    }

    /** Starts the upgrade of the control plane. {@code seen} is refused as stale if the cluster changed since. */
    Operation upgradeControlPlane(ClusterDescription seen, KubernetesVersion target);

    /**
     * Sets version and image for new nodes of the pool; existing nodes stay as they are. If the pool has node cycling
     * on, the same request switches it off.
     */
    Operation updateNodePool(NodePool seen, KubernetesVersion target, NodeImage image);

    /**
     * Requests the deletion of the node so that the pool replaces it: the pool keeps its size, and the service neither
     * cordons nor drains the node. Once accepted it can't be undone.
     */
    Operation replaceNode(NodePool pool, PoolNode node);

    /**
     * Command with which an operator inspects the nodes of a pool, to be pasted into a shell: one line, each argument
     * quoted, nothing but the command. Makes no call. Empty if there is no such command.
     */
    default Optional<String> inspectCliCommand(String poolId) {
        return Optional.empty();
    }

    /** Reads the state of an operation. */
    Operation operation(String operationId);
}
