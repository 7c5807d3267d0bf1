package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.Timing;
import io.github.evenkeel.testkit.simulation.truth.Exposure;
import java.time.Duration;

/**
 * Longest duration that a run may take: the sum of all waits that its timing allows. Under permanent faults, each wait
 * may be longer by calls that fail until the patience is over.
 */
final class Bounds {
    /** More backends than a node of a simulated world has. */
    private static final int BACKENDS = 4;

    /** Removal, addition again, and the successor's addition to each of four sets. */
    private static final int WAITS_FOR_CONTROLLERS = 6;

    /** More series of calls than one node needs. */
    private static final int SERIES = 30;

    private final Timing timing;
    private final int hops;
    private final int nodes;
    private final Duration betweenWaves;
    private final Duration controllers;

    /** @param rollout its surge nodes take as long as others to leave again, and each node may be a wave */
    Bounds(Timing timing, int nodes, Rollout rollout, int hops, Exposure exposure) {
        this.hops = hops;
        this.timing = timing;
        this.nodes = nodes + rollout.maxSurge().roundedUp(nodes);
        this.controllers = exposure.hasServices()
                ? timing.loadBalancer().serviceController().multipliedBy(WAITS_FOR_CONTROLLERS)
                : Duration.ZERO;
        this.betweenWaves = rollout.soak().multipliedBy(nodes);
    }

    private Duration node() {
        return timing.loadBalancer()
                .change()
                .multipliedBy(3L * BACKENDS)
                .plus(timing.loadBalancer().healthy().multipliedBy(2L * BACKENDS))
                .plus(timing.loadBalancer().propagation())
                .plus(timing.drain().pods())
                .plus(timing.drain().volumeDetach())
                .plus(timing.loadBalancer().connectionDrain(Duration.ofDays(1)))
                .plus(timing.replacement().nodePool())
                .plus(timing.replacement().node())
                .plus(timing.replacement().soak())
                .plus(controllers);
    }

    private Duration beforeTheNodes() {
        return timing.replacement()
                .controlPlane()
                .plus(timing.replacement().node())
                .multipliedBy(hops)
                .plus(timing.replacement().nodePool().multipliedBy(2));
    }

    /** Nanoseconds from the last fault to the end. */
    long afterFaults() {
        return beforeTheNodes()
                .plus(node().multipliedBy(nodes))
                .plus(betweenWaves)
                .plus(timing.calls().patience())
                .toNanos();
    }

    /** Nanoseconds from the beginning to the end. */
    long underFaults() {
        return afterFaults()
                + timing.calls()
                        .patience()
                        .multipliedBy((long) SERIES * (nodes + 1))
                        .toNanos();
    }

    /** Nanoseconds from a cancel to the end. */
    long ofCancel() {
        return node().plus(timing.calls().patience().multipliedBy(SERIES)).toNanos();
    }
}
