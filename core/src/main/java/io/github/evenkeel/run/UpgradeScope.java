package io.github.evenkeel.run;

import io.github.evenkeel.model.KubernetesVersion;
import org.jspecify.annotations.Nullable;

/**
 * Immutable choice of what a plan upgrades.
 *
 * @param part of the cluster
 * @param hops how many minor versions the control plane may take before the nodes are rolled
 */
public record UpgradeScope(Part part, Hops hops) {
    /** Control plane, pools and nodes, one minor version away. */
    public static final UpgradeScope ALL = new UpgradeScope(Part.ALL, Hops.ONE);

    /** Part of a cluster that has a version. */
    public enum Part {
        ALL,
        CONTROL_PLANE,
        NODES
    }

    /** Number of upgrades of the control plane. */
    public enum Hops {
        ONE,
        SEVERAL
    }

    /** The same with as many hops as the target needs. */
    public UpgradeScope inHops() {
        return new UpgradeScope(part, Hops.SEVERAL);
    }

    /** The same for another part. */
    public UpgradeScope only(Part other) {
        return new UpgradeScope(other, hops);
    }

    /** A version as the aim of a plan of this scope, as a journal keeps it. */
    public String aim(@Nullable KubernetesVersion target) {
        String version = target == null ? "" : target.toString();
        return switch (part) {
            case ALL -> version;
            case CONTROL_PLANE -> (version + " control plane only").strip();
            case NODES -> (version + " nodes only").strip();
        };
    }

    /** Whether the plan upgrades the control plane. */
    public boolean hasControlPlane() {
        return part != Part.NODES;
    }

    /** Whether the plan changes pools and nodes. */
    public boolean hasNodes() {
        return part != Part.CONTROL_PLANE;
    }
}
