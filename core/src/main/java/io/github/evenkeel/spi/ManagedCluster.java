package io.github.evenkeel.spi;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import java.util.Optional;

/**
 * The provider's side of a cluster: its control plane, its node pools and their instances.
 *
 * <p>Every method is one conversation with the service, blocks until it is answered, and may be called from any thread.
 * A read answers from the service, never from a cache. A mutation returns as soon as the service has accepted it; what
 * it returns is then polled with {@link #operation}. Nothing here waits, tries again or gives up: that is the caller's
 * business.
 *
 * <p>Every failure is a {@link ServiceException} whose {@link ServiceException#outcome() outcome} says what may be done
 * about it.
 */
public interface ManagedCluster {
    /**
     * Address of the server that answers, for people: {@code https://10.0.0.5:6443}. Without user or token. Sends
     * nothing; empty if it is not known.
     */
    default Optional<String> endpoint() {
        return Optional.empty();
    }

    /** The cluster's identity for the service; for OKE its OCID. Asks nobody. */
    String id();

    /** Reads the cluster. */
    ClusterDescription describe();

    /** Lists the identities of the cluster's node pools. Pools that lie elsewhere than the cluster may be missing. */
    List<String> nodePoolIds();

    /** Reads one node pool of the cluster with its nodes, wherever it lies. */
    NodePool nodePool(String poolId);

    /**
     * Finds the newest image for {@code version} of the same family, architecture and accelerator class as the one the
     * pool uses now; empty when the service offers none.
     */
    Optional<NodeImage> imageFor(NodePool pool, KubernetesVersion version);

    /**
     * An image that the caller names. Refused if the service knows that it is for another version.
     *
     * @param imageId identity for the service
     */
    default NodeImage image(String imageId, KubernetesVersion version) {
        return new NodeImage(imageId, null);
    }

    /** Operations on the cluster or one of its pools that have not ended yet. */
    List<Operation> operationsInFlight();

    /**
     * Deletions of nodes of a pool that failed, and that the service may carry out at the next change of the pool, of
     * which there was none since. The default is none.
     */
    default List<Operation> failedDeletions(String poolId) {
        return List.of();
    }

    /** Starts the upgrade of the control plane. {@code seen} is refused as stale if the cluster changed since. */
    Operation upgradeControlPlane(ClusterDescription seen, KubernetesVersion target);

    /**
     * Sets version and image for nodes that the pool will make from now on; those it has are left alone. If the pool
     * has node cycling on, the same request switches it off.
     */
    Operation updateNodePool(NodePool seen, KubernetesVersion target, NodeImage image);

    /**
     * Asks for the node's deletion such that the pool replaces it: the pool's size stays, and the service neither
     * cordons nor drains again. It can't be taken back once accepted.
     */
    Operation replaceNode(NodePool pool, PoolNode node);

    /**
     * The command by which a person looks whether a pool has the nodes that it should have, to be pasted into a shell:
     * on one line, with each argument quoted, and nothing but the command on it. Asks nobody. Empty if there is no such
     * command.
     */
    default Optional<String> inspectCliCommand(String poolId) {
        return Optional.empty();
    }

    /** Reads how an operation stands. */
    Operation operation(String operationId);
}
