package io.github.evenkeel.roll;

import io.github.evenkeel.NodeProgress;
import io.github.evenkeel.plan.OccupiedSlot;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.LogContext;
import io.github.evenkeel.run.NodeScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Run of one node on a thread of its own.
 *
 * <p>Created, stopped and asked by the thread of the run. What the {@link #node} has become may be read once the task
 * has ended.
 */
final class NodeTask {
    private final NodeRun node;
    private final OccupiedSlot slot;
    private final NodeScope run;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    /**
     * A task that is not started yet.
     *
     * @param run scope of the run, which the end of the task wakes
     */
    NodeTask(NodeRun node, OccupiedSlot slot, NodeScope run) {
        this.node = node;
        this.slot = slot;
        this.run = run;
    }

    void start() {
        LogContext about = LogContext.ofThread().aboutNode(slot.node().name());
        run.scheduler().start("evenkeel-node", () -> about.during(this::work));
    }

    private void work() {
        try {
            node.run();
        } catch (VirtualMachineError e) {
            failure = e;
            throw e; // nothing that is done now can be relied on
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            ended = true;
            run.waits().wake();
        }
    }

    /** What the node takes up of the rollout's limits. */
    OccupiedSlot slot() {
        return slot;
    }

    NodeRun node() {
        return node;
    }

    /** Has it end as if it was cancelled: the run stops, as another node failed. */
    void unwind() {
        node.scope().waits().unwind();
    }

    boolean hasEnded() {
        return ended;
    }

    /** What it ended with; empty if it came to its end, or has not ended. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** The same for people. */
    NodeProgress snapshot() {
        EventPublisher.Progress now = progress();
        return new NodeProgressRecord(
                slot.node().name(), Optional.ofNullable(now.step()), Optional.ofNullable(now.waitingFor()));
    }

    /** Where it is. */
    EventPublisher.Progress progress() {
        return node.scope().publisher().progress();
    }
}
