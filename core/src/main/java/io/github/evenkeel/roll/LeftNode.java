package io.github.evenkeel.roll;

import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.run.state.NodeEntry;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;

/** A node that was left unfinished, as the journal knows it: nobody is asked. */
final class LeftNode {
    private LeftNode() {}

    static NodeTarget target(NodeEntry notes) {
        NodePool pool = NodePool.builder(notes.poolId(), notes.poolId(), notes.version())
                .size(notes.poolSize())
                .build();
        PoolNode member = PoolNode.builder(notes.name())
                .instanceId(notes.instanceId())
                .privateIp(notes.addresses().privateIp())
                .build();
        ClusterNode node = ClusterNode.builder(notes.uid(), notes.name())
                .instanceId(notes.instanceId())
                .addresses(notes.addresses().ofNode())
                .build();
        return new NodeTarget(pool, member, node, notes.version());
    }
}
