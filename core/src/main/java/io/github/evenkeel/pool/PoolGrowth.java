package io.github.evenkeel.pool;

import io.github.evenkeel.run.DesiredState;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;

/** Growth of a pool by a surge, from the size that it had when the run decided to add nodes. */
final class PoolGrowth {
    private final NodePool before;
    private final int most;
    private final PoolAccount account;
    private final AddedNodes added;
    private final NodePoolSize change;
    private final Waits waits;

    /**
     * Of one pool.
     *
     * @param before the pool, as the run has seen it
     * @param size that it gets
     * @param most how many of its nodes are of the surge then
     */
    PoolGrowth(
            PlanSpec spec,
            NodeScope scope,
            NodePool before,
            int size,
            int most,
            PoolAccount account,
            AddedNodes added) {
        waits = scope.waits();
        this.before = before;
        this.most = most;
        this.account = account;
        this.added = added;
        change = new NodePoolSize(spec.cluster(), before.id(), size, this::require);
    }

    DesiredState<NodePool> change() {
        return change;
    }

    /** Else it would get more nodes than are to be added, or fewer. */
    private void require(NodePool now) {
        added.requireChangeable(now);
        boolean hasGrown = change.mayHaveComeAbout() && (now.size() != before.size() || hasNewMachines(now));
        if (hasGrown) {
            account.expects(change.size()); // and another client has changed it since: what it has now is not the run's
        } else if (now.size() != before.size()) {
            account.opens(now.size(), most, 0); // none of its nodes is of the run
        }
        if (hasGrown || now.size() != before.size()) {
            throw new StepFailure(
                    "node pool " + before.id(),
                    "a size of "
                            + (hasGrown
                                    ? change.size() + ", which the run has given it"
                                    : before.size() + ", as it was when the run decided to add nodes"),
                    "a size of " + now.size() + ", which another client has set meanwhile");
        }
        waits.checkCancelled(); // the looks before it take time
    }

    private boolean hasNewMachines(NodePool now) {
        return now.machines().stream()
                .flatMap(node -> node.instanceId().stream())
                .anyMatch(instance -> before.nodes().stream().noneMatch((PoolNode node) -> node.hasInstance(instance)));
    }
}
