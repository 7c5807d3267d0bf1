package io.github.evenkeel.testkit.oci;

import java.time.Duration;

/**
 * How long the emulated services take. All durations are real time and may be zero; the defaults let three nodes be
 * rolled within seconds. Not safe for threads; the emulator keeps a copy.
 */
public final class Timings {
    private Duration controlPlaneUpgrade = Duration.ofMillis(1_500);
    private Duration nodePoolUpdate = Duration.ofMillis(400);
    private Duration eviction = Duration.ofSeconds(1);
    private Duration nodeTermination = Duration.ofMillis(800);
    private Duration nodeLaunch = Duration.ofSeconds(1);
    private Duration deletedNodesListed = Duration.ofSeconds(3);
    private Duration loadBalancerChange = Duration.ofMillis(150);

    private Duration askAgainAfter = Duration.ofSeconds(1);

    private Timings() {}

    /** The defaults. */
    public static Timings quick() {
        return new Timings();
    }

    /** How long UpdateCluster works. By default 1.5 s. */
    public Timings controlPlaneUpgrade(Duration duration) {
        controlPlaneUpgrade = checked("controlPlaneUpgrade", duration);
        return this;
    }

    /** How long UpdateNodePool works, besides launching or ending nodes. By default 0.4 s. */
    public Timings nodePoolUpdate(Duration duration) {
        nodePoolUpdate = checked("nodePoolUpdate", duration);
        return this;
    }

    /**
     * How long the service drains a node before it ends it; what stands for the up to 60 minutes of reality. Left out
     * when DeleteNode says {@code overrideEvictionGraceDuration=PT0M}. By default 1 s.
     */
    public Timings eviction(Duration duration) {
        eviction = checked("eviction", duration);
        return this;
    }

    /** From DELETING to DELETED, after the eviction. By default 0.8 s. */
    public Timings nodeTermination(Duration duration) {
        nodeTermination = checked("nodeTermination", duration);
        return this;
    }

    /** From CREATING to ACTIVE; the machine has its address and power after a third of it. By default 1 s. */
    public Timings nodeLaunch(Duration duration) {
        nodeLaunch = checked("nodeLaunch", duration);
        return this;
    }

    /** For how long a pool goes on to list a node that is DELETED. By default 3 s. */
    public Timings deletedNodesListed(Duration duration) {
        deletedNodesListed = checked("deletedNodesListed", duration);
        return this;
    }

    /** How long a change of a load balancer works. By default 150 ms. */
    public Timings loadBalancerChange(Duration duration) {
        loadBalancerChange = checked("loadBalancerChange", duration);
        return this;
    }

    /**
     * What GetWorkRequest of Container Engine tells a client in the {@code retry-after} header while the work goes on,
     * in whole seconds; under a second there is no such header. By default 1 s.
     */
    public Timings askAgainAfter(Duration duration) {
        askAgainAfter = checked("askAgainAfter", duration);
        return this;
    }

    Duration controlPlaneUpgrade() {
        return controlPlaneUpgrade;
    }

    Duration nodePoolUpdate() {
        return nodePoolUpdate;
    }

    Duration eviction() {
        return eviction;
    }

    Duration nodeTermination() {
        return nodeTermination;
    }

    Duration nodeLaunch() {
        return nodeLaunch;
    }

    Duration deletedNodesListed() {
        return deletedNodesListed;
    }

    Duration loadBalancerChange() {
        return loadBalancerChange;
    }

    Duration askAgainAfter() {
        return askAgainAfter;
    }

    Timings copy() {
        return new Timings()
                .controlPlaneUpgrade(controlPlaneUpgrade)
                .nodePoolUpdate(nodePoolUpdate)
                .eviction(eviction)
                .nodeTermination(nodeTermination)
                .nodeLaunch(nodeLaunch)
                .deletedNodesListed(deletedNodesListed)
                .loadBalancerChange(loadBalancerChange)
                .askAgainAfter(askAgainAfter);
    }

    private static Duration checked(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " is " + duration + "; it can't be negative");
        }
        return duration;
    }
}
