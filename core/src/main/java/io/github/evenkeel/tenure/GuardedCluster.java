package io.github.evenkeel.tenure;

import io.github.evenkeel.KubernetesVersion;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Optional;

/** A cluster that is changed only within the run's tenure; what reads it keeps that up. */
public record GuardedCluster(ManagedCluster cluster, Tenure tenure) implements ManagedCluster {
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
        tenure.renewIfDue();
        return cluster.describe();
    }

    @Override
    public List<String> nodePoolIds() {
        tenure.renewIfDue();
        return cluster.nodePoolIds();
    }

    @Override
    public NodePool nodePool(String poolId) {
        tenure.renewIfDue();
        return cluster.nodePool(poolId);
    }

    @Override
    public Optional<NodeImage> imageFor(NodePool pool, KubernetesVersion version) {
        tenure.renewIfDue();
        return cluster.imageFor(pool, version);
    }

    @Override
    public NodeImage image(String imageId, KubernetesVersion version) {
        tenure.renewIfDue();
        return cluster.image(imageId, version);
    }

    @Override
    public List<Operation> operationsInFlight() {
        tenure.renewIfDue();
        return cluster.operationsInFlight();
    }

    @Override
    public List<Operation> failedDeletions(String poolId) {
        tenure.renewIfDue();
        return cluster.failedDeletions(poolId);
    }

    @Override
    public Operation upgradeControlPlane(ClusterDescription seen, KubernetesVersion target) {
        tenure.require("upgrade the control plane");
        return cluster.upgradeControlPlane(seen, target);
    }

    @Override
    public Operation updateNodePool(NodePool seen, KubernetesVersion target, NodeImage image) {
        tenure.require("update node pool " + seen.id());
        return cluster.updateNodePool(seen, target, image);
    }

    @Override
    public Operation replaceNode(NodePool pool, PoolNode node) {
        tenure.requireMost("delete node " + node.name());
        return cluster.replaceNode(pool, node);
    }

    @Override
    public Optional<String> lookByHand(String poolId) {
        return cluster.lookByHand(poolId);
    }

    @Override
    public Operation operation(String operationId) {
        tenure.renewIfDue();
        return cluster.operation(operationId);
    }
}
