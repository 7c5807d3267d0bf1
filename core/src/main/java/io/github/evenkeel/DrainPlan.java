package io.github.evenkeel;

import io.github.evenkeel.drain.NodeDrain;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.run.SystemScheduler;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Immutable description of the drain of one node, without an upgrade: cordon, evict, wait until pods and volumes are
 * gone. A drain changes no load balancer. Each {@code with} method returns a new plan. Only {@link #preview()},
 * {@link #drain()} and {@link #restore()} call the API server. Safe for use by any thread.
 *
 * <pre>{@code
 * DrainReport report = DrainPlan.forNode(workloads, "10.0.10.3").drain();
 * }</pre>
 */
public final class DrainPlan {
    static {
        PlanScheduler.register(DrainPlan.class, DrainPlan::onScheduler);
    }

    private final Workloads workloads;
    private final String nodeName;
    private final DrainPolicy policy;
    private final Timing timing;
    private final List<UpgradeListener> listeners;
    private final Scheduler scheduler;

    private DrainPlan(
            Workloads workloads,
            String nodeName,
            DrainPolicy policy,
            Timing timing,
            List<UpgradeListener> listeners,
            Scheduler scheduler) {
        this.workloads = workloads;
        this.nodeName = nodeName;
        this.policy = policy;
        this.timing = timing;
        this.listeners = List.copyOf(listeners);
        this.scheduler = scheduler;
    }

    /** Begins a plan with a cluster's workloads and the name of one of its nodes. */
    public static DrainPlan forNode(Workloads workloads, String nodeName) {
        return new DrainPlan(
                Objects.requireNonNull(workloads, "workloads"),
                Objects.requireNonNull(nodeName, "nodeName"),
                DrainPolicy.defaults(),
                Timing.defaults(),
                List.of(),
                new SystemScheduler());
    }

    /** Sets which pods are evicted, in what order, and which data may be lost. */
    public DrainPlan withDrainPolicy(DrainPolicy drainPolicy) {
        return new DrainPlan(
                workloads, nodeName, Objects.requireNonNull(drainPolicy, "drainPolicy"), timing, listeners, scheduler);
    }

    /** Sets how long things may take; {@link Timing#drain()} and {@link Timing#calls()} matter here. */
    public DrainPlan withTiming(Timing howLong) {
        return new DrainPlan(
                workloads, nodeName, policy, Objects.requireNonNull(howLong, "howLong"), listeners, scheduler);
    }

    /** Adds a listener, which is called on a thread of its own; see {@link UpgradeListener}. */
    public DrainPlan withListener(UpgradeListener listener) {
        List<UpgradeListener> more = new ArrayList<>(listeners);
        more.add(Objects.requireNonNull(listener, "listener"));
        return new DrainPlan(workloads, nodeName, policy, timing, more, scheduler);
    }

    private DrainPlan onScheduler(Scheduler other) {
        return new DrainPlan(workloads, nodeName, policy, timing, listeners, other);
    }

    /**
     * Decides for every pod of the node, by the policy and by a dry run of its eviction. Changes nothing.
     *
     * @throws io.github.evenkeel.spi.ServiceException if the API server did not answer within
     *     {@link CallTiming#preview()}, or the thread, which keeps its interrupt flag, was interrupted while it waited
     */
    public DrainPreview preview() {
        return begin().preview();
    }

    /**
     * Drains the node, and returns when it is empty. The node stays cordoned. If the drain fails, it lifts its own
     * cordon; evicted pods stay on their new nodes. A pod that tolerates the cordon and comes back stays, and the
     * report has a warning for it.
     *
     * <p>Interrupting the calling thread cancels the drain; the thread keeps its interrupt flag.
     *
     * @throws PlanRefusedException if a finding or a pod blocks the drain; nothing was changed
     * @throws EvenkeelException if the drain stopped before the node was empty; it carries the report
     */
    public DrainReport drain() {
        return begin().drain();
    }

    /**
     * Uncordons the node if a drain by this library cordoned it, in this process or another, and says which drain that
     * was. Any other cordon stays: a user's, another tool's, and that of a roll in progress.
     *
     * @return what was done
     * @throws io.github.evenkeel.spi.ServiceException if the API server failed for longer than
     *     {@link CallTiming#patience()}, or the thread, which keeps its interrupt flag, was interrupted while it waited
     */
    public DrainRestoration restore() {
        return begin().restore(NodeDrain::isMark);
    }

    /**
     * Uncordons the node if that drain cordoned it. The cordon of any other drain stays, too.
     *
     * @param drainId of the drain's {@link DrainReport#drainId()}
     * @return what was done
     * @throws io.github.evenkeel.spi.ServiceException as {@link #restore()}
     */
    public DrainRestoration restore(String drainId) {
        Objects.requireNonNull(drainId, "drainId");
        return begin().restore(mark -> NodeDrain.isMark(mark) && mark.equals(drainId));
    }

    private NodeDrain begin() {
        return new NodeDrain(workloads, nodeName, policy, timing, listeners, scheduler);
    }
}
