package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/**
 * Pods leave by eviction alone: none is deleted past its budget, none is on a node that is deleted, and those of
 * DaemonSets and mirrors of static pods are left alone.
 */
final class PodsLeaveByEviction extends Invariant {
    PodsLeaveByEviction() {
        super("S6");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.DeletePod delete) {
            require(false, "pod {} is deleted past its budget", delete.pod());
        } else if (act instanceof Act.Evict evict) {
            require(!evict.pod().app.everywhere(), "pod {} belongs to its node, and is evicted", evict.pod());
        } else if (act instanceof Act.Delete delete) {
            for (SimulatedPod pod : delete.machine().pods) {
                require(
                        pod.app.everywhere() || justNow(pod.boundAt, truth),
                        "node {} is deleted with pod {} on it",
                        delete.machine(),
                        pod);
            }
        }
    }
}
