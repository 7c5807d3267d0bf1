package io.github.evenkeel.roll;

import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.run.state.NodeEntry;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Resources;
import java.util.List;
import java.util.Map;

/** A node that was left unfinished, as the journal knows it: nobody is asked. */
final class LeftNode {
    private LeftNode() {}

    static NodeTarget target(NodeEntry notes) {
        NodePool pool = new NodePool(
                notes.poolId(),
                notes.poolId(),
                notes.version(),
                Lifecycle.ACTIVE,
                notes.poolSize(),
                null,
                NodeCycling.OFF,
                List.of(),
                null);
        PoolNode member = new PoolNode(
                notes.instanceId(), notes.name(), null, notes.addresses().privateIp(), null, Lifecycle.ACTIVE, null);
        ClusterNode node = new ClusterNode(
                notes.uid(),
                notes.name(),
                "",
                notes.instanceId(),
                notes.addresses().ofNode(),
                ClusterNode.Origin.UNKNOWN,
                null,
                Map.of(),
                ClusterNode.Cordon.NONE,
                Resources.NONE);
        return new NodeTarget(pool, member, node, notes.version());
    }
}
