package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.testkit.simulation.truth.Change;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/**
 * The run changes no node before the control plane has its target version. No node is newer than the control plane, or
 * older than Kubernetes supports.
 */
final class ControlPlaneFirst extends Invariant {
    private static final int MOST_SKEW = 3;

    ControlPlaneFirst() {
        super("S10");
    }

    @Override
    void changed(Truth truth) {
        requireWithinPolicy(truth, truth.controlPlane);
    }

    private void requireWithinPolicy(Truth truth, KubernetesVersion controlPlane) {
        Machine outside = null;
        for (Pool pool : truth.pools) {
            for (Machine machine : pool.machines) {
                if (machine.remains() && !withinPolicy(machine.version, controlPlane)) {
                    outside = machine;
                }
            }
        }
        require(
                outside == null,
                "node {} is at {}, and the control plane at {}",
                outside,
                outside == null ? null : outside.version,
                controlPlane);
    }

    /** A kubelet is never newer than the API server, and at most three minor versions older. */
    private static boolean withinPolicy(KubernetesVersion node, KubernetesVersion controlPlane) {
        return !controlPlane.isBefore(node) && controlPlane.minor() - node.minor() <= MOST_SKEW;
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.UpgradeControlPlane upgrade) {
            require(
                    truth.change.upgradesControlPlane(),
                    "the control plane is upgraded, and the plan is to {}",
                    truth.change);
            require(
                    upgrade.version().minor() <= truth.controlPlane.minor() + 1
                            && !upgrade.version().isBefore(truth.controlPlane),
                    "the control plane goes from {} to {}",
                    truth.controlPlane,
                    upgrade.version());
            requireWithinPolicy(truth, upgrade.version());
        }
        if (Touched.by(act, truth) != null || act instanceof Act.UpdatePool) {
            require(
                    truth.controlPlane.equals(truth.controlPlaneTarget) && truth.clusterLifecycle == Lifecycle.ACTIVE,
                    "{}, and the control plane is {} at {}",
                    act,
                    truth.clusterLifecycle,
                    truth.controlPlane);
        }
        if (act instanceof Act.UpdatePool update) {
            require(
                    truth.change != Change.REPLACE && truth.change != Change.CONTROL_PLANE,
                    "pool {} is updated, and the plan is to {}",
                    update.pool(),
                    truth.change);
        }
        if (act instanceof Act.ResizePool resize && resize.size() > resize.pool().size) {
            require(
                    truth.isUpdated(resize.pool()),
                    "pool {} gets more nodes, and makes nodes of {}",
                    resize.pool(),
                    resize.pool().version);
        }
        if (act instanceof Act.Delete delete) {
            require(
                    truth.isUpdated(delete.machine().pool),
                    "node {} is deleted, and its pool makes nodes of {}",
                    delete.machine(),
                    delete.machine().pool.version);
        }
    }
}
