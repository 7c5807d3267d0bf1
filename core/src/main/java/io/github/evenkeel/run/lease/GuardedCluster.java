package io.github.evenkeel.run.lease;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Optional;

/** Managed cluster that accepts changes only while the run holds the lock; reads renew the lock. */
public record GuardedCluster(ManagedCluster cluster, LeaseGuard lease) implements ManagedCluster {
    @Override
    public Optional<String> endpoint() {
        return cluster.endpoint();
    }

    @Override
    public String id() {
        return cluster.id();
    }

    @Override
    public ClusterDescription describe() {
        lease.renewIfDue();
        return cluster.describe();
    }

    @Override
    public List<String> nodePoolIds() {
        lease.renewIfDue();
        return cluster.nodePoolIds();
    }

    @Override
    public NodePool nodePool(String poolId) {
        lease.renewIfDue();
        return cluster.nodePool(poolId);
    }

    @Override
    public Optional<NodeImage> imageFor(NodePool pool, KubernetesVersion version) {
        lease.renewIfDue();
        return cluster.imageFor(pool, version);
    }

    @Override
    public NodeImage image(String imageId, KubernetesVersion version) {
        lease.renewIfDue();
        return cluster.image(imageId, version);
    }

    @Override
    public List<KubernetesVersion> nodeVersions() {
        lease.renewIfDue();
        return cluster.nodeVersions();
    }

    @Override
    public Optional<List<AddOn>> addOns(KubernetesVersion target) {
        lease.renewIfDue();
        return cluster.addOns(target);
    }

    @Override
    public List<Operation> operationsInFlight() {
        lease.renewIfDue();
        return cluster.operationsInFlight();
    }

    @Override
    public List<Operation> failedDeletions(String poolId) {
        lease.renewIfDue();
        return cluster.failedDeletions(poolId);
    }

    @Override
    public Operation upgradeControlPlane(ClusterDescription seen, KubernetesVersion target) {
        lease.require("upgrade the control plane");
        return cluster.upgradeControlPlane(seen, target);
    }

    @Override
    public Operation updateNodePool(NodePool seen, KubernetesVersion target, NodeImage image) {
        lease.require("update node pool " + seen.id());
        return cluster.updateNodePool(seen, target, image);
    }

    @Override
    public Operation replaceNode(NodePool pool, PoolNode node) {
        lease.requireMost("delete node " + node.name());
        return cluster.replaceNode(pool, node);
    }

    @Override
    public Operation increaseNodePoolSize(NodePool seen, int size) {
        lease.require("increase the size of node pool " + seen.id());
        return cluster.increaseNodePoolSize(seen, size);
    }

    @Override
    public Operation removePlaceholders(NodePool seen, int size) {
        lease.require("remove placeholders of node pool " + seen.id());
        return cluster.removePlaceholders(seen, size);
    }

    @Override
    public Operation deleteSurplusNode(NodePool pool, PoolNode node) {
        lease.requireMost("delete node " + node.name());
        return cluster.deleteSurplusNode(pool, node);
    }

    @Override
    public Optional<String> inspectCliCommand(String poolId) {
        return cluster.inspectCliCommand(poolId);
    }

    @Override
    public Operation operation(String operationId) {
        lease.renewIfDue();
        return cluster.operation(operationId);
    }
}
