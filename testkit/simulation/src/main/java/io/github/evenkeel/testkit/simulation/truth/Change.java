package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.model.KubernetesVersion;

/** What a plan does with the nodes of a world. */
public enum Change {
    /** Control plane, pools and nodes go to a newer version. */
    UPGRADE,
    /** The same, through several versions of the control plane. */
    UPGRADE_IN_HOPS,
    /** The control plane goes to a newer version, and the nodes stay as they are. */
    CONTROL_PLANE,
    /** Pools and nodes go to the version that the control plane has. */
    NODES,
    /** Pools and nodes go back to an older version. */
    ROLL_BACK,
    /** Some nodes are replaced at their version. */
    REPLACE,
    /** Pools and nodes go to a newer image of their version. */
    NEW_IMAGE;

    /** As old as nodes may be when the control plane is new. */
    private static final KubernetesVersion OLDEST = KubernetesVersion.parse("v1.29.1");

    private static final KubernetesVersion OLD = KubernetesVersion.parse("v1.31.1");
    private static final KubernetesVersion NEW = KubernetesVersion.parse("v1.32.1");

    /** The version that pools and nodes have before. */
    public KubernetesVersion before() {
        return switch (this) {
            case ROLL_BACK -> NEW;
            case UPGRADE_IN_HOPS -> OLDEST;
            default -> OLD;
        };
    }

    /** The version that the control plane has before. */
    KubernetesVersion controlPlaneBefore() {
        return this == NODES ? NEW : before();
    }

    /** How many versions the control plane takes, at most. */
    public int hops() {
        return Math.max(1, controlPlane().minor() - controlPlaneBefore().minor());
    }

    /** Whether the control plane is upgraded. */
    public boolean upgradesControlPlane() {
        return !controlPlane().equals(controlPlaneBefore());
    }

    /** The version that nodes have afterwards. */
    public KubernetesVersion target() {
        return this == UPGRADE || this == UPGRADE_IN_HOPS || this == NODES ? NEW : OLD;
    }

    /** The version that the control plane has afterwards. */
    public KubernetesVersion controlPlane() {
        return this == REPLACE || this == NEW_IMAGE ? OLD : NEW;
    }
}
