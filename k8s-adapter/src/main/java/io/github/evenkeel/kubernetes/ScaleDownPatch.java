package io.github.evenkeel.kubernetes;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ScaleDown;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets and removes the annotation that keeps the cluster autoscaler from removing a node, with the owner's mark. */
final class ScaleDownPatch {
    /** Annotation that names the owner of the autoscaler's annotation. */
    static final String OWNER = "evenkeel.io/scale-down-disabled-by";

    private final NodePatch patch;

    ScaleDownPatch(NodePatch patch) {
        this.patch = patch;
    }

    void disable(ClusterNode node, String owner) {
        if (node.scaleDown().annotation().isEmpty()) {
            patch.write(node, Map.of(ScaleDown.ANNOTATION, "true", OWNER, owner), Map.of());
        }
    }

    void enable(ClusterNode node) {
        if (node.scaleDown().owner().isPresent()) {
            Map<String, @Nullable Object> none = new HashMap<>();
            none.put(ScaleDown.ANNOTATION, null);
            none.put(OWNER, null);
            patch.write(node, none, Map.of());
        }
    }
}
