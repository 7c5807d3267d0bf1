package io.github.evenkeel.testkit.simulation.truth;

import io.github.evenkeel.model.KubernetesVersion;

/** What a plan does with the nodes of a world. */
public enum Change {
    /** Control plane, pools and nodes go to a newer version. */
    UPGRADE,
    /** Pools and nodes go back to an older version. */
    ROLL_BACK,
    /** Some nodes are replaced at their version. */
    REPLACE,
    /** Pools and nodes go to a newer image of their version. */
    NEW_IMAGE;

    private static final KubernetesVersion OLD = KubernetesVersion.parse("v1.31.1");
    private static final KubernetesVersion NEW = KubernetesVersion.parse("v1.32.1");

    /** The version that everything has before. */
    public KubernetesVersion before() {
        return this == ROLL_BACK ? NEW : OLD;
    }

    /** The version that nodes have afterwards. */
    public KubernetesVersion target() {
        return this == UPGRADE ? NEW : OLD;
    }

    /** The version that the control plane has afterwards. */
    public KubernetesVersion controlPlane() {
        return this == REPLACE || this == NEW_IMAGE ? OLD : NEW;
    }
}
