package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.github.evenkeel.spi.MachineOrigin;
import io.github.evenkeel.spi.MachineOrigin.Kind;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the origin of a node from the labels and annotations that OKE sets. */
final class NodeOrigin {
    private static final String MANAGED = "oci.oraclecloud.com/node.info.managed";
    private static final String SELF_MANAGED = "oci.oraclecloud.com/node.info.byon";
    private static final String VIRTUAL = "node-role.kubernetes.io/virtual-node";
    private static final String VIRTUAL_POOL = "oci.oraclecloud.com/virtual-node-pool-id";
    private static final String POOL = "oci.oraclecloud.com/node-pool-id";

    private NodeOrigin() {}

    static MachineOrigin of(ObjectMeta metadata) {
        Map<String, String> labels = metadata.getLabels() == null ? Map.of() : metadata.getLabels();
        Map<String, String> annotations = metadata.getAnnotations() == null ? Map.of() : metadata.getAnnotations();
        String poolId = annotations.get(POOL);
        return new MachineOrigin(kind(labels, annotations, poolId), Optional.ofNullable(poolId));
    }

    private static Kind kind(Map<String, String> labels, Map<String, String> annotations, @Nullable String poolId) {
        if (labels.containsKey(VIRTUAL) || annotations.containsKey(VIRTUAL_POOL)) {
            return Kind.VIRTUAL;
        }
        if ("true".equals(labels.get(SELF_MANAGED))) {
            return Kind.SELF_MANAGED;
        }
        return "true".equals(labels.get(MANAGED)) || poolId != null ? Kind.MANAGED : Kind.UNKNOWN;
    }
}
