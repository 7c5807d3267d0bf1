package io.github.evenkeel.pool;

import io.github.evenkeel.run.DesiredState;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import java.util.function.Consumer;

/** Gives a pool another size: more nodes than it has, or fewer placeholders. A machine never goes by it. */
final class NodePoolSize implements DesiredState<NodePool> {
    private final ManagedCluster cluster;
    private final String poolId;
    private final int size;
    private final Consumer<NodePool> beforeChange;
    private boolean asked;

    /** @param beforeChange throws if the pool may not be changed, before each attempt */
    NodePoolSize(ManagedCluster cluster, String poolId, int size, Consumer<NodePool> beforeChange) {
        this.cluster = cluster;
        this.poolId = poolId;
        this.size = size;
        this.beforeChange = beforeChange;
    }

    @Override
    public String object() {
        return "node pool " + poolId;
    }

    @Override
    public String expected() {
        return "a size of " + size;
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
        return now.size() == size;
    }

    @Override
    public String found(NodePool now) {
        return "a size of " + now.size() + ", with " + now.machines().size() + " machines and "
                + now.placeholders().size() + " placeholders";
    }

    int size() {
        return size;
    }

    /** Whether the service has given the pool that size, or may have: another client may have changed it since. */
    boolean mayHaveComeAbout() {
        return asked;
    }

    @Override
    public Operation start(NodePool seen) {
        beforeChange.accept(seen);
        if (size < seen.machines().size()) {
            throw new StepFailure(object(), "at most " + size + " machines, so that only placeholders go", found(seen));
        }
        try {
            Operation begun = size > seen.size()
                    ? cluster.increaseNodePoolSize(seen, size)
                    : cluster.removePlaceholders(seen, size);
            asked = true;
            return begun;
        } catch (ServiceException e) {
            asked |= e.isOutcomeUnknown();
            throw e;
        }
    }

    @Override
    public Operation operation(String id) {
        Operation now = cluster.operation(id);
        asked &= !now.ended() || now.state() == Operation.State.SUCCEEDED;
        return now;
    }
}
