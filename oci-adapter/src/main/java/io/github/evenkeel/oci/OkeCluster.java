package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.ContainerEngine;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Cluster of Oracle Kubernetes Engine, on the Container Engine API.
 *
 * <p>Thread-safe, as the SDK's client is. Does not close the client. Each method makes one call or a few: a listing
 * takes one for each page. Node pools are listed in the cluster's own compartment; a pool in another one is read by its
 * OCID.
 */
public final class OkeCluster implements ManagedCluster {
    private final ContainerEngine client;
    private final String id;
    private final ControlPlane controlPlane;
    private final NodePools nodePools;
    private final NodePoolSizes sizes;
    private final NodeDeletions deletions;
    private final NodeImages images;
    private final AddOns addOns;
    private final ClusterWorkRequests workRequests;

    private OkeCluster(ContainerEngine client, String id) {
        this.client = client;
        this.id = id;
        this.controlPlane = new ControlPlane(client, id);
        this.nodePools = new NodePools(client, id);
        this.sizes = new NodePoolSizes(client, nodePools);
        this.deletions = new NodeDeletions(client);
        this.images = new NodeImages(client, id);
        this.addOns = new AddOns(client, id);
        this.workRequests = new ClusterWorkRequests(client, id);
    }

    /**
     * Creates the port for a cluster. Makes no call: whether it exists shows with the first one.
     *
     * @param client built and closed by the caller, with a region or endpoint and credentials
     * @param clusterOcid such as {@code ocid1.cluster.oc1.iad.aaaa...}
     * @throws IllegalArgumentException if that is not the OCID of a cluster
     */
    public static OkeCluster of(ContainerEngine client, String clusterOcid) {
        return new OkeCluster(
                Objects.requireNonNull(client, "client"),
                Ocid.ofCluster(Objects.requireNonNull(clusterOcid, "clusterOcid")));
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.ofNullable(client.getEndpoint());
    }

    @Override
    public String id() {
        return id;
    }

    /** The compartment of the cluster. The first time, it is read. */
    String compartmentId() {
        return controlPlane.compartmentId();
    }

    @Override
    public ClusterDescription describe() {
        return controlPlane.describe();
    }

    @Override
    public List<String> nodePoolIds() {
        return nodePools.list(controlPlane.compartmentId());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Refuses a pool of another cluster.
     */
    @Override
    public NodePool nodePool(String poolId) {
        return nodePools.get(poolId);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The kind of an image comes from its name. For an image that is not OKE's own, such as a custom one, the result
     * is empty.
     */
    @Override
    public Optional<NodeImage> imageFor(NodePool pool, KubernetesVersion version) {
        return images.imageFor(pool, version, controlPlane.compartmentId());
    }

    /**
     * {@inheritDoc}
     *
     * <p>The version of an OKE image comes from its name; that of a custom image is not known.
     */
    @Override
    public NodeImage image(String imageId, KubernetesVersion version) {
        return images.named(imageId, version, controlPlane.compartmentId());
    }

    /**
     * {@inheritDoc}
     *
     * <p>They are those of GetNodePoolOptions for the cluster.
     */
    @Override
    public List<KubernetesVersion> nodeVersions() {
        return images.versions(controlPlane.compartmentId());
    }

    /**
     * {@inheritDoc}
     *
     * <p>The service may list the newest versions of an add-on alone.
     */
    @Override
    public Optional<List<AddOn>> addOns(KubernetesVersion target) {
        return addOns.read(target);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Searches the compartments of the cluster and of the pools that were read.
     */
    @Override
    public List<Operation> operationsInFlight() {
        Set<String> compartments = new LinkedHashSet<>();
        compartments.add(controlPlane.compartmentId());
        compartments.addAll(nodePools.compartments());
        return compartments.stream()
                .flatMap(compartment -> workRequests.inFlight(compartment).stream())
                .toList();
    }

    @Override
    public List<Operation> failedDeletions(String poolId) {
        return workRequests.failedDeletions(poolId, nodePools.compartmentOf(poolId, controlPlane.compartmentId()));
    }

    @Override
    public Operation upgradeControlPlane(ClusterDescription seen, KubernetesVersion target) {
        return controlPlane.upgrade(seen, target);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The boot volume keeps its size.
     */
    @Override
    public Operation updateNodePool(NodePool seen, KubernetesVersion target, NodeImage image) {
        return nodePools.update(seen, target, image);
    }

    @Override
    public Operation replaceNode(NodePool pool, PoolNode node) {
        return deletions.replace(pool, node);
    }

    @Override
    public Operation increaseNodePoolSize(NodePool seen, int size) {
        return sizes.increase(seen, size);
    }

    @Override
    public Operation removePlaceholders(NodePool seen, int size) {
        return sizes.removePlaceholders(seen, size);
    }

    @Override
    public Operation deleteSurplusNode(NodePool pool, PoolNode node) {
        return deletions.deleteSurplus(pool, node);
    }

    @Override
    public Optional<String> inspectCliCommand(String poolId) {
        return CommandLine.nodePool(poolId);
    }

    @Override
    public Operation operation(String operationId) {
        return workRequests.get(operationId);
    }

    @Override
    public String toString() {
        return "OkeCluster[" + id + "]";
    }
}
