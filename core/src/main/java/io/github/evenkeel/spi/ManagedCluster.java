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

    /**
     * Reads the versions that the service offers for the nodes of the cluster, older ones than those of its pools
     * included: no pool goes back to another one. The default is none.
     */
    default List<KubernetesVersion> nodeVersions() {
        return List.of();
    }

    /**
     * Reads the add-ons of the cluster that the provider manages, with the versions of them that it lists for a version
     * of Kubernetes. It serves a warning before an upgrade.
     *
     * <p>The default is that they are not known.
     *
     * @return empty if they are not known
     */
    default Optional<List<AddOn>> addOns(KubernetesVersion target) {
        return Optional.empty();
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
     *
     * <p>Several nodes of one pool may be deleted at a time: the service decides when each successor comes, and in
     * which availability and fault domain.
     *
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the node is being deleted already, or the
     *     pool is busy; {@link ServiceException.Outcome#NOT_FOUND} if the node is gone;
     *     {@link ServiceException.Outcome#REJECTED} for a placeholder
     */
    Operation replaceNode(NodePool pool, PoolNode node);

    /**
     * Raises the size of the pool, and changes nothing else. The service creates the additional nodes with the pool's
     * version and image, in domains of its choice; for a node that it can't create it lists a
     * {@linkplain PoolNode#isPlaceholder() placeholder}. As with every change of a pool, the service also carries out
     * {@link #failedDeletions}.
     *
     * <p>The default is for services whose pools keep their size: it throws.
     *
     * @param size more than that of {@code seen}
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the pool changed since it was seen, or is
     *     busy; {@link ServiceException.Outcome#REJECTED} if {@code size} is not more than the pool's
     */
    default Operation increaseNodePoolSize(NodePool seen, int size) {
        throw SizeOfItsOwn.refusal("increase the size", seen);
    }

    /**
     * Lowers the size of the pool so that placeholders go, and changes nothing else. Every machine stays: below their
     * number the service would choose a machine itself, with its pods and connections, and delete it. As with every
     * change of a pool, the service also carries out {@link #failedDeletions}.
     *
     * <p>The default is for services whose pools keep their size: it throws.
     *
     * @param size less than that of {@code seen}, and at least the number of its {@linkplain NodePool#machines()
     *     machines}
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the pool changed since it was seen, or is
     *     busy; {@link ServiceException.Outcome#REJECTED} for any other size
     */
    default Operation removePlaceholders(NodePool seen, int size) {
        throw SizeOfItsOwn.refusal("remove placeholders", seen);
    }

    /**
     * Requests the deletion of the node so that the pool does not replace it: the size of the pool becomes less by one,
     * and the service neither cordons nor drains the node. Once accepted it can't be undone.
     *
     * <p>The default is for services whose pools keep their size: it throws.
     *
     * @throws ServiceException as {@link #replaceNode} does
     */
    default Operation deleteSurplusNode(NodePool pool, PoolNode node) {
        throw SizeOfItsOwn.refusal("delete a node without replacement", pool);
    }

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
