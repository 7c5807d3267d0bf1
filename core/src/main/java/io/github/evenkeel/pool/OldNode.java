package io.github.evenkeel.pool;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import java.util.Optional;

/** Reads the current state of the old node and its pool. */
final class OldNode {
    private final PlanSpec spec;
    private final NodeScope scope;
    private final NodeState state;
    private final PoolAccount account;
    private int sizeBefore;
    private int sizeAccepted;

    OldNode(PlanSpec spec, NodeScope scope, NodeState state, PoolAccount account) {
        this.spec = spec;
        this.scope = scope;
        this.state = state;
        this.account = account;
    }

    String name() {
        return state.name();
    }

    /** The size that its pool has to have. */
    PoolSize size() {
        return new PoolSize(sizeBefore, sizeAccepted, account.added(), account.own());
    }

    /** The pool has that size before the node is touched; nodes that the run has added do not count. */
    void sizeIs(NodePool pool) {
        sizeBefore = account.sizeWithoutSurge().orElse(pool.size());
        sizeAccepted = sizeBefore;
    }

    /** The pool had that size before the node was touched; what it has now may be acknowledged. */
    void sizeWas(int before) {
        sizeBefore = before;
        sizeAccepted = spec.continuity().acknowledged().sizeOf(state.poolId()).orElse(before);
    }

    NodePool readPool() {
        String poolId = state.poolId();
        try {
            return scope.retries()
                    .call("read node pool " + poolId, () -> spec.cluster().nodePool(poolId));
        } catch (ServiceException e) {
            return size().ofMissing(poolId, state.version(), e);
        }
    }

    /** @throws StepFailure if it is no more, and that is not acknowledged */
    void requirePool() {
        try {
            readPool();
        } catch (ServiceException e) {
            throw size().missing(state.poolId(), e);
        }
    }

    List<Pod> pods() {
        return scope.retries().call("read pods", () -> spec.workloads().podsOn(name()));
    }

    /** Where these pods have volumes; empty if they have none. */
    Optional<String> volumesOf(List<Pod> pods) {
        return pods.stream().anyMatch(pod -> !pod.claims().isEmpty())
                ? Optional.ofNullable(state.domain())
                : Optional.empty();
    }

    boolean instanceIsThere(NodePool pool) {
        return pool.node(state.instanceId())
                .filter(node -> node.lifecycle() != Lifecycle.DELETED)
                .isPresent();
    }

    boolean nodeIsThere() {
        Optional<ClusterNode> now = scope.retries()
                .call("read node " + name(), () -> spec.workloads().node(name()));
        return now.filter(state.node()::is).isPresent();
    }

    /** Whether it certainly is no more, by the pool and by Kubernetes, whichever party has deleted it. */
    boolean isGone() {
        return !instanceIsThere(readPool()) && !nodeIsThere();
    }
}
