package io.github.evenkeel;

import io.github.evenkeel.drain.NodeDrain;
import io.github.evenkeel.run.SystemScheduler;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The drain of one node, without an upgrade around it: cordon, evict, wait until pods and volumes are gone. No load
 * balancer is touched. A plan is a value: each method answers with another one, and none of them talks to anybody but
 * {@link #preview()}, {@link #drain()} and {@link #restore()}. Safe to share.
 *
 * <pre>{@code
 * DrainReport report = DrainPlan.forNode(workloads, "10.0.10.3").drain();
 * }</pre>
 */
public final class DrainPlan {
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

    /** Begins with a cluster's workloads and the name of one of its nodes. */
    public static DrainPlan forNode(Workloads workloads, String nodeName) {
        return new DrainPlan(
                Objects.requireNonNull(workloads, "workloads"),
                Objects.requireNonNull(nodeName, "nodeName"),
                DrainPolicy.defaults(),
                Timing.defaults(),
                List.of(),
                new SystemScheduler());
    }

    /** Sets which pods leave, in what order, and what may be lost. */
    public DrainPlan withDrainPolicy(DrainPolicy drainPolicy) {
        return new DrainPlan(workloads, nodeName, drainPolicy, timing, listeners, scheduler);
    }

    /** Sets how long things may take; {@link Timing#drain()} and {@link Timing#calls()} matter here. */
    public DrainPlan withTiming(Timing howLong) {
        return new DrainPlan(workloads, nodeName, policy, howLong, listeners, scheduler);
    }

    /** Has events told to a listener, on a thread of its own; see {@link UpgradeListener}. */
    public DrainPlan withListener(UpgradeListener listener) {
        List<UpgradeListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new DrainPlan(workloads, nodeName, policy, timing, more, scheduler);
    }

    /** Runs on another time than everybody's: for tests. */
    public DrainPlan onScheduler(Scheduler other) {
        return new DrainPlan(workloads, nodeName, policy, timing, listeners, other);
    }

    /**
     * Judges every pod of the node, by the rules and by what the API server says to its eviction. Changes nothing.
     *
     * @throws io.github.evenkeel.spi.ServiceException if the API server did not answer within
     *     {@link CallTiming#preview()}, or the thread, which keeps its interrupt flag, was interrupted while it waited
     */
    public DrainPreview preview() {
        return begin().preview();
    }

    /**
     * Drains the node, and returns when it is empty. Whatever goes wrong before that, a cordon of this drain is lifted
     * again; pods that were evicted stay where they are. The node is left cordoned at the end. Pods that tolerate the
     * cordon and come back are left alone, with a warning each.
     *
     * <p>Interrupting the calling thread cancels the drain; the thread keeps its interrupt flag.
     *
     * @throws DrainRefusedException if something stands in the way; nothing was touched
     * @throws DrainFailedException if it did not come to its end; what the report says
     */
    public DrainReport drain() {
        return begin().drain();
    }

    /**
     * Lets pods onto the node again, if a drain by this library cordoned it, also in another process. A cordon by
     * somebody else, a roll in progress among them, is left alone.
     *
     * @return what has become of the node
     * @throws io.github.evenkeel.spi.ServiceException if the API server did not answer for longer than the plan bears,
     *     or the thread, which keeps its interrupt flag, was interrupted while it waited
     */
    public Restored restore() {
        return begin().restore();
    }

    /** What {@link #restore()} has come to. */
    public enum Restored {
        /** The cordon was lifted. */
        UNCORDONED,
        /** There was no cordon. */
        NOT_CORDONED,
        /** The cordon is somebody else's, and still there. */
        CORDON_OF_OTHERS,
        /** There is no such node. */
        NO_SUCH_NODE
    }

    private NodeDrain begin() {
        return new NodeDrain(workloads, nodeName, policy, timing, listeners, scheduler);
    }
}
