package io.github.evenkeel;

import java.time.Duration;

/**
 * Immutable part of a {@link Timing}: how long the control plane, the node pools and the replacement of a node may
 * take.
 */
public final class ReplacementTiming {
    private final Duration controlPlane;
    private final Duration nodePool;
    private final Duration node;
    private final Duration nodeError;
    private final Duration soak;

    private ReplacementTiming(
            Duration controlPlane, Duration nodePool, Duration node, Duration nodeError, Duration soak) {
        this.controlPlane = controlPlane;
        this.nodePool = nodePool;
        this.node = node;
        this.nodeError = nodeError;
        this.soak = soak;
    }

    static ReplacementTiming defaults() {
        return new ReplacementTiming(
                Duration.ofMinutes(60),
                Duration.ofMinutes(15),
                Duration.ofMinutes(20),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30));
    }

    /** Limit for the upgrade of the control plane. The default is 60 min. */
    public Duration controlPlane() {
        return controlPlane;
    }

    /** The same with another time for the control plane. */
    public ReplacementTiming withControlPlane(Duration controlPlane) {
        return new ReplacementTiming(TimingRule.checked("controlPlane", controlPlane), nodePool, node, nodeError, soak);
    }

    /** Limit for a change of a node pool. The default is 15 min. */
    public Duration nodePool() {
        return nodePool;
    }

    /** The same with another time for a change of a node pool. */
    public ReplacementTiming withNodePool(Duration nodePool) {
        return new ReplacementTiming(controlPlane, TimingRule.checked("nodePool", nodePool), node, nodeError, soak);
    }

    /** The time from the deletion of a node until its replacement is ready. By default 20 min. */
    public Duration node() {
        return node;
    }

    /** The same with another time for a node's replacement. */
    public ReplacementTiming withNode(Duration node) {
        return new ReplacementTiming(controlPlane, nodePool, TimingRule.checked("node", node), nodeError, soak);
    }

    /**
     * How long the service may report that it can't create a node: it retries, and may succeed later. By default 5 min.
     */
    public Duration nodeError() {
        return nodeError;
    }

    /** The same with another time for such errors; zero to stop at the first. */
    public ReplacementTiming withNodeError(Duration nodeError) {
        return new ReplacementTiming(controlPlane, nodePool, node, TimingRule.checked("nodeError", nodeError), soak);
    }

    /** How long to watch the applications after a node before the next one begins. By default 30 s. */
    public Duration soak() {
        return soak;
    }

    /** The same with another time between nodes; zero for none. */
    public ReplacementTiming withSoak(Duration soak) {
        return new ReplacementTiming(controlPlane, nodePool, node, nodeError, TimingRule.checked("soak", soak));
    }
}
