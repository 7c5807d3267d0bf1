package io.github.evenkeel.plan;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import java.util.Optional;

/**
 * Node pool whose next nodes are to be made otherwise.
 *
 * @param pool as it was when it was looked at
 * @param version that its next nodes have
 * @param image that they are made from; what a preview shows is what the roll applies. Empty if it is known only once
 *     the control plane has that version
 */
public record PlannedPool(NodePool pool, KubernetesVersion version, Optional<NodeImage> image) {
    /** What the pool makes now and is to make, as the reason for its update. */
    public String reason() {
        return "it makes nodes of " + pool.version()
                + pool.image().map(now -> " from image " + now.id()).orElse("")
                + ", and is to make nodes of " + version
                + image.map(known -> " from image " + known.id())
                        .orElse(" from an image that is looked for when the control plane has that version");
    }
}
