package io.github.evenkeel;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.NodeCycling;
import java.util.Objects;
import java.util.function.Consumer;

/** Part of a plan: the versions and images that control plane and nodes are to have. */
abstract sealed class PlannedVersions permits UpgradePlan {
    /**
     * Sets the version to upgrade to: first of the control plane, then of the pools, then of the nodes. Without one,
     * the roll replaces nodes that are older than their pool's version.
     *
     * @param version such as {@code v1.32.1}
     * @throws IllegalArgumentException if it is not a version
     */
    public UpgradePlan toVersion(String version) {
        KubernetesVersion target = KubernetesVersion.parse(Objects.requireNonNull(version, "version"));
        return with(edit -> edit.target = target);
    }

    /**
     * Sets the image for new nodes of a pool, such as a custom one. Without it, a pool gets the newest image that the
     * provider offers for the version, of the kind that the pool has.
     *
     * <p>If the pool has another image when the roll begins, the roll replaces all of its nodes that are not newer than
     * the version. If it has that image already, the roll replaces only older nodes: it can't know which of the others
     * have the image.
     *
     * @param poolId identity for the provider; for OKE its OCID
     * @param imageId identity for the provider; for OKE the image's OCID
     */
    public UpgradePlan withNodeImage(String poolId, String imageId) {
        Objects.requireNonNull(poolId, "poolId");
        Objects.requireNonNull(imageId, "imageId");
        return with(edit -> edit.images.put(poolId, imageId));
    }

    /**
     * Switches node cycling off in pools that have it on, by the same request that sets the version. With node cycling,
     * the service would replace nodes on its own and not drain their backends. Without this option, such a pool blocks
     * the roll.
     */
    public UpgradePlan withoutNodeCycling() {
        return with(edit -> edit.cycling = NodeCycling.ON);
    }

    abstract UpgradePlan with(Consumer<PlanEdit> change);
}
