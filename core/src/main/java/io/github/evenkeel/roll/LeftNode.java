package io.github.evenkeel.roll;

import io.github.evenkeel.logbook.NodeNotes;
import io.github.evenkeel.preflight.NodeTarget;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Resources;
import java.util.Map;

/** A node that was left unfinished, as far as it is still there. */
final class LeftNode {
    private LeftNode() {}

    static NodeTarget target(Tools tools, NodeNotes notes) {
        NodePool pool = tools.retries.call(
                "read node pool " + notes.poolId(),
                () -> tools.settings.cluster().nodePool(notes.poolId()));
        PoolNode member = pool.node(notes.instanceId()).orElseGet(() -> gone(notes));
        ClusterNode node = new ClusterNode(
                notes.uid(),
                notes.name(),
                "",
                notes.instanceId(),
                notes.address(),
                null,
                Map.of(),
                ClusterNode.Cordon.NONE,
                Resources.NONE);
        return new NodeTarget(pool, member, node, notes.version());
    }

    private static PoolNode gone(NodeNotes notes) {
        return new PoolNode(notes.instanceId(), notes.name(), null, notes.address(), null, Lifecycle.DELETED, null);
    }
}
