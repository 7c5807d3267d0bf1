package io.github.evenkeel;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.UpgradeScope;
import io.github.evenkeel.spi.NodeCycling;
import java.util.Objects;

/** Part of a plan: the versions and images that control plane and nodes are to have. */
abstract sealed class PlannedVersions extends PlannedBalancers permits UpgradePlan {
    /**
     * Sets the version to upgrade to: first of the control plane, then of the pools, then of the nodes. Without one,
     * the roll replaces nodes that are older than their pool's version.
     *
     * @param version such as {@code v1.32.1}
     * @throws IllegalArgumentException if it is not a version, or the plan rolls back or selects nodes to replace
     */
    public UpgradePlan toVersion(String version) {
        KubernetesVersion target = KubernetesVersion.parse(Objects.requireNonNull(version, "version"));
        return with(edit -> edit.upgradeTo(target));
    }

    /**
     * Takes the node pools back to an older version, and then replaces the nodes that are newer. The control plane
     * keeps its version. To take only some pools back, name them: {@link UpgradePlan#withNodePools}. A pool gets the
     * newest image of that version and its kind, or the one that {@link #withNodeImage} names.
     *
     * <p>The service has to offer the version for nodes, and the control plane may be three minor versions newer at
     * most, as in the <a href="https://kubernetes.io/releases/version-skew-policy/">version skew policy</a>.
     *
     * @param version such as {@code v1.31.1}, older than that of the pools
     * @throws IllegalArgumentException if it is not a version, or the plan has a version to upgrade to, or selects
     *     nodes
     */
    public UpgradePlan rollingBackTo(String version) {
        KubernetesVersion target = KubernetesVersion.parse(Objects.requireNonNull(version, "version"));
        return with(edit -> edit.rollBackTo(target));
    }

    /**
     * Replaces the selected nodes at their pool's version, and no others, outdated ones included. Neither the control
     * plane nor a pool changes, unless the plan names an image. Several calls add up.
     *
     * <p>The nodes are those that the selections match when the roll begins; {@link UpgradePlan#recover()} keeps to
     * these. If no node is old enough, there is nothing to do; a name or a label that matches no node blocks the roll.
     *
     * @throws IllegalArgumentException if the plan has a version to upgrade to, or to roll back to
     */
    public UpgradePlan replacing(NodeSelection nodes) {
        Objects.requireNonNull(nodes, "nodes");
        return with(edit -> edit.replace(nodes));
    }

    /**
     * Gives each pool the newest image that the provider offers for the pool's version, of the kind that the pool has,
     * and replaces its nodes. A pool that has this image already stays as it is, and so do its nodes: the roll can't
     * know which of them have the image. For these, see {@link #replacing}.
     */
    public UpgradePlan withNewestNodeImages() {
        return with(edit -> edit.changes = edit.changes.withNewestImages());
    }

    /**
     * Lets the control plane take several minor versions, one after the other, before the nodes are rolled once. The
     * version after the next one is known only when the control plane has the next one: what can't be checked before is
     * a step of the preview that says so, and is checked before that hop. Without this option, a target that is more
     * than one minor version away is refused.
     */
    public UpgradePlan withControlPlaneHops() {
        return with(edit -> edit.scope = edit.scope.inHops());
    }

    /**
     * Limits the plan to the control plane: pools and nodes stay as they are. It needs {@link #toVersion}. Replaces
     * {@link #withNodesOnly()}.
     */
    public UpgradePlan withControlPlaneOnly() {
        return with(edit -> edit.scope = edit.scope.only(UpgradeScope.Part.CONTROL_PLANE));
    }

    /**
     * Limits the plan to pools and nodes: the control plane stays as it is, and a version that is newer than its own is
     * refused. Replaces {@link #withControlPlaneOnly()}.
     */
    public UpgradePlan withNodesOnly() {
        return with(edit -> edit.scope = edit.scope.only(UpgradeScope.Part.NODES));
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
}
