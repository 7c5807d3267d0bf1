package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/** No node is touched before the control plane has reached its target, and none is made that is newer than it. */
final class ControlPlaneFirst extends Invariant {
    ControlPlaneFirst() {
        super("S10");
    }

    @Override
    void before(Act act, Truth truth) {
        if (Touched.by(act, truth) != null || act instanceof Act.UpdatePool) {
            require(
                    truth.controlPlane.equals(truth.target) && truth.clusterLifecycle == Lifecycle.ACTIVE,
                    "{}, and the control plane is {} at {}",
                    act,
                    truth.clusterLifecycle,
                    truth.controlPlane);
        }
        if (act instanceof Act.Delete delete) {
            require(
                    delete.machine().pool.version.equals(truth.target),
                    "node {} is deleted, and its pool makes nodes of {}",
                    delete.machine(),
                    delete.machine().pool.version);
        }
    }
}
