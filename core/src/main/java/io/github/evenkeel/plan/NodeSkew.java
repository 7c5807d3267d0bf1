package io.github.evenkeel.plan;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.MachineOrigin;
import java.util.List;
import java.util.Optional;

/**
 * Decides which nodes a control plane of some version supports: none that is newer, and none more than three minor
 * versions older.
 *
 * @see <a href="https://kubernetes.io/releases/version-skew-policy/">Kubernetes version skew policy</a>
 */
public final class NodeSkew {
    /** How many minor versions nodes may be behind their control plane. */
    static final int MOST = 3;

    private NodeSkew() {}

    /** What nodes have to be for a control plane of that version. */
    public static String expected(KubernetesVersion controlPlane) {
        return "at most " + MOST + " minor versions behind " + controlPlane + ", and not newer";
    }

    /** The oldest of the nodes that it does not support; empty if it supports all. */
    public static Optional<ClusterNode> outside(List<ClusterNode> nodes, KubernetesVersion controlPlane) {
        return nodes.stream()
                .filter(node -> isTooOld(node, controlPlane) || isTooNew(node, controlPlane))
                .min((one, other) -> version(one).compareTo(version(other)));
    }

    /** The provider upgrades virtual nodes together with the control plane. */
    static boolean isTooOld(ClusterNode node, KubernetesVersion controlPlane) {
        return node.origin().kind() != MachineOrigin.Kind.VIRTUAL
                && node.version().filter(its -> isTooOld(its, controlPlane)).isPresent();
    }

    static boolean isTooOld(KubernetesVersion node, KubernetesVersion controlPlane) {
        return controlPlane.minor() - node.minor() > MOST;
    }

    /** The version of a node, for messages. */
    public static String actual(ClusterNode node) {
        return "version " + node.version().map(KubernetesVersion::toString).orElse("");
    }

    private static boolean isTooNew(ClusterNode node, KubernetesVersion controlPlane) {
        return node.version().filter(controlPlane::isBefore).isPresent();
    }

    private static KubernetesVersion version(ClusterNode node) {
        return node.version().orElseThrow();
    }
}
