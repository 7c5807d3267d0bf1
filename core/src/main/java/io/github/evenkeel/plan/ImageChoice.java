package io.github.evenkeel.plan;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses the image for new nodes of a pool: the one that the plan names, or else the newest of its kind. */
final class ImageChoice {
    private final PlanSpec spec;
    private final Retries retries;

    ImageChoice(PlanSpec spec, Retries retries) {
        this.spec = spec;
        this.retries = retries;
    }

    /** Whether the plan gives the pool an image whatever its version. */
    static boolean changes(NodePool pool, PlanSpec spec) {
        return spec.pools().imageOf(pool.id()).isPresent()
                || spec.pools().changes().takesNewestImages();
    }

    /** Those of the pools that the plan is about, by pool; pools for which there is none are left out. */
    Map<String, NodeImage> images(List<NodePool> pools) {
        Map<String, NodeImage> images = new HashMap<>();
        for (NodePool pool : pools) {
            if (spec.includes(pool.id())) {
                imageOf(pool).ifPresent(image -> images.put(pool.id(), image));
            }
        }
        return images;
    }

    /** Empty if there is none, or the plan does not change the pool. */
    private Optional<NodeImage> imageOf(NodePool pool) {
        KubernetesVersion version = PoolChange.versionFor(pool, spec);
        Optional<String> named = spec.pools().imageOf(pool.id());
        if (named.isPresent()) {
            return Optional.of(retries.call(
                    "read image " + named.get(), () -> spec.cluster().image(named.get(), version)));
        }
        boolean stays = version.equals(pool.version())
                && spec.target() == null
                && !spec.pools().changes().takesNewestImages();
        return stays
                ? Optional.empty()
                : retries.call(
                        "read images for " + version, () -> spec.cluster().imageFor(pool, version));
    }
}
