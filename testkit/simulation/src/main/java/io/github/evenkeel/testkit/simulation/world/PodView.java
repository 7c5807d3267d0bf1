package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watch of one node's pods and of the budgets: a fraction of a second behind, unless it breaks or falls silent. */
final class PodView implements NodeWatch {
    private final World world;
    private final SimulatedWorkloads workloads;
    private final String node;
    private final Runnable onChange;
    private final boolean silent;
    private List<Pod> pods;
    private List<DisruptionBudget> budgets;
    private boolean refreshDue;
    private boolean closed;
    private @Nullable RuntimeException failure;

    PodView(World world, SimulatedWorkloads workloads, String node, Runnable onChange) {
        this.world = world;
        this.workloads = workloads;
        this.node = node;
        this.onChange = onChange;
        silent = world.faults.strikes(Fault.WATCH_SILENT);
        pods = workloads.lookAtPods(node);
        budgets = workloads.lookAtBudgets();
    }

    String node() {
        return node;
    }

    void refreshSoon() {
        if (!refreshDue && !silent && !closed) {
            refreshDue = true;
            world.after(world.draw.millis(1, 200), "watch of", node, this::refresh);
        }
    }

    private void refresh() {
        refreshDue = false;
        if (!closed && failure == null) {
            pods = workloads.lookAtPods(node);
            budgets = workloads.lookAtBudgets();
            onChange.run();
        }
    }

    void fail() {
        failure = workloads.broken(node);
        onChange.run();
    }

    @Override
    public List<Pod> pods() {
        requireOpen();
        RuntimeException broken = failure;
        if (broken != null) {
            throw broken;
        }
        world.invariants().called(Call.READ_WATCH, node, node, Call.Answer.GIVEN);
        return pods;
    }

    @Override
    public List<DisruptionBudget> budgets() {
        requireOpen();
        return budgets;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the watch of node " + node + " is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        world.controllers.unfollow(this);
    }
}
