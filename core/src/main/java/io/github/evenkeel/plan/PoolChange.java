package io.github.evenkeel.plan;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.util.Map;
import java.util.Optional;

/** Decides what a plan changes about the nodes that a pool makes: their version and their image. */
final class PoolChange {
    private PoolChange() {}

    /** The version that nodes of a pool are to have. */
    static KubernetesVersion versionFor(NodePool pool, PlanSpec spec) {
        return spec.pools()
                .changes()
                .rollback()
                .or(() -> Optional.ofNullable(spec.target())
                        .filter(target -> spec.scope().hasNodes()))
                .orElseGet(pool::version);
    }

    /**
     * Whether the plan changes what a pool makes.
     *
     * @param images as they were chosen, by pool
     */
    static boolean isToBeUpdated(NodePool pool, PlanSpec spec, Map<String, NodeImage> images) {
        return !pool.version().equals(versionFor(pool, spec)) || goesToAnotherImage(pool, spec, images);
    }

    /** Whether the plan gives the pool an image that it does not have, apart from one for another version. */
    static boolean goesToAnotherImage(NodePool pool, PlanSpec spec, Map<String, NodeImage> images) {
        Optional<String> newest = spec.pools().changes().takesNewestImages()
                ? Optional.ofNullable(images.get(pool.id())).map(NodeImage::id)
                : Optional.empty();
        return spec.pools()
                .imageOf(pool.id())
                .or(() -> newest)
                .filter(chosen -> !pool.image().map(NodeImage::id).equals(Optional.of(chosen)))
                .isPresent();
    }

    /** The version of a node, as the provider says, else as its kubelet does. */
    static Optional<KubernetesVersion> versionOf(PoolNode member, ClusterNode node) {
        return member.version().or(node::version);
    }
}
