package io.github.evenkeel.pool;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.DesiredState;
import io.github.evenkeel.run.PoolSelection;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import java.util.List;

/** Sets version and image for new nodes of a pool. */
public final class NodePoolUpdate implements DesiredState<NodePool> {
    private final ManagedCluster cluster;
    private final PoolSelection pools;
    private final String poolId;
    private final KubernetesVersion target;
    private final NodeImage image;

    /** @param pools what the plan says of pools */
    public NodePoolUpdate(
            ManagedCluster cluster, PoolSelection pools, String poolId, KubernetesVersion target, NodeImage image) {
        this.pools = pools;
        this.cluster = cluster;
        this.poolId = poolId;
        this.target = target;
        this.image = image;
    }

    @Override
    public String object() {
        return "node pool " + poolId;
    }

    @Override
    public String expected() {
        return "ACTIVE at " + target + " with image " + image.id();
    }

    @Override
    public List<Operation> inFlight() {
        return cluster.operationsInFlight();
    }

    @Override
    public NodePool read() {
        return cluster.nodePool(poolId);
    }

    @Override
    public boolean reached(NodePool now) {
        return now.lifecycle() == Lifecycle.ACTIVE
                && now.version().equals(target)
                && now.image().filter(its -> its.id().equals(image.id())).isPresent();
    }

    @Override
    public String found(NodePool now) {
        return now.lifecycle() + " at " + now.version() + " with image "
                + now.image().map(NodeImage::id).orElse("unknown");
    }

    @Override
    public Operation start(NodePool seen) {
        if (!pools.allows(seen.cycling())) {
            throw new StepFailure(object(), "node cycling off, as before", "node cycling on");
        }
        return cluster.updateNodePool(seen, target, image);
    }

    @Override
    public Operation operation(String id) {
        return cluster.operation(id);
    }
}
