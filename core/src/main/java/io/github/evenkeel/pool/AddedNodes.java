package io.github.evenkeel.pool;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.List;
import java.util.Optional;

/** Nodes that a run has added to a pool, and that are in no other node's place. */
final class AddedNodes {
    private final PlanSpec spec;
    private final NodeScope scope;
    private final String poolId;
    private final PoolLedger ledger;

    AddedNodes(PlanSpec spec, NodeScope scope, String poolId, PoolLedger ledger) {
        this.spec = spec;
        this.scope = scope;
        this.poolId = poolId;
        this.ledger = ledger;
    }

    /** New instances that are no node's successors, those without a machine included. */
    List<PoolNode> in(NodePool pool) {
        return pool.nodes().stream()
                .filter(node -> node.remains() && ledger.isFree(node, poolId))
                .toList();
    }

    /**
     * How many nodes are there, or are still to come, that are no node's successors: never more than the pool has been
     * given, as another client may have replaced nodes meanwhile.
     */
    int supply(NodePool pool) {
        long taken = pool.nodes().stream()
                .filter(node -> node.remains() && !ledger.isFree(node, poolId))
                .count();
        return (int) Math.max(0, Math.min(pool.size() - taken, ledger.of(poolId).tooMany(pool)));
    }

    /** How many of them are Ready. */
    int ready(List<PoolNode> nodes) {
        return (int) nodes.stream()
                .filter(PoolNode::isMachine)
                .filter(member -> nodeOf(member).filter(ClusterNode::ready).isPresent())
                .count();
    }

    /** The node that runs on a machine; empty if it has not joined the cluster. */
    Optional<ClusterNode> nodeOf(PoolNode member) {
        return scope.retries()
                .call("find node of " + member.name(), () -> spec.workloads().nodeOf(member));
    }

    /** The service carries out failed deletions when a pool is changed. */
    void requireChangeable(NodePool pool) {
        String object = "node pool " + poolId;
        List<Finding> left = LeftDeletions.in(
                pool,
                object,
                member -> nodeOf(member).isPresent(),
                scope.retries().call("read failed deletions of " + object, () -> spec.cluster()
                        .failedDeletions(poolId)));
        if (!left.isEmpty()) {
            Finding first = left.get(0);
            throw new StepFailure(first.object(), first.expected(), first.actual() + ": " + first.action());
        }
    }
}
