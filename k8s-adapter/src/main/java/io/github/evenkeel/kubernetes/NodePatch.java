package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes a node in one write.
 *
 * <p>The write carries the UID and the revision that were read. The server refuses another UID with 422 and another
 * revision with 409, so a write changes no other node of the same name, and overwrites no change of another client.
 */
final class NodePatch {
    private static final int UNPROCESSABLE = 422;

    private final ApiServer server;

    NodePatch(ApiServer server) {
        this.server = server;
    }

    /**
     * Sends it. A null value removes what it belongs to.
     *
     * @param spec changes of the specification; none if it stays
     */
    void write(
            ClusterNode node,
            Map<String, ? extends @Nullable Object> annotations,
            Map<String, ? extends @Nullable Object> spec) {
        merge(node, Map.of("annotations", annotations), spec);
    }

    /** Sends changes of labels and annotations. A null value removes what it belongs to. */
    void label(
            ClusterNode node,
            Map<String, ? extends @Nullable Object> labels,
            Map<String, ? extends @Nullable Object> annotations) {
        merge(node, Map.of("labels", labels, "annotations", annotations), Map.of());
    }

    private void merge(ClusterNode node, Map<String, Object> changes, Map<String, ? extends @Nullable Object> spec) {
        Map<String, Object> metadata = new HashMap<>(changes);
        metadata.put("uid", node.uid());
        metadata.put("resourceVersion", node.revision());
        Map<String, Object> patch = new HashMap<>();
        patch.put("metadata", metadata);
        if (!spec.isEmpty()) {
            patch.put("spec", spec);
        }
        send(node, server.json(patch), "another node has the name now, not the one with UID " + node.uid());
    }

    /**
     * Sends a JSON patch, behind a test of UID and revision.
     *
     * @param operations of RFC 6902
     */
    void apply(ClusterNode node, List<Map<String, Object>> operations) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Map.of("op", "test", "path", "/metadata/uid", "value", node.uid()));
        all.add(Map.of("op", "test", "path", "/metadata/resourceVersion", "value", node.revision()));
        all.addAll(operations);
        send(node, server.json(all), "the node has changed since it was read");
    }

    private void send(ClusterNode node, String patch, String unprocessable) {
        ApiAnswer answer = server.send(new ApiCall(
                Permission.PATCH_NODES, node.name(), "api/v1/nodes/" + ApiCall.encoded(node.name()), patch));
        if (answer.code() == UNPROCESSABLE) {
            ServiceException refusal = answer.refusal();
            throw ServiceException.builder(
                            ServiceException.Outcome.CONFLICT,
                            refusal.operation(),
                            unprocessable + ": " + ApiErrors.sentence(answer.status()))
                    .requestId(refusal.requestId().orElse(null))
                    .build();
        }
        answer.as(Node.class);
    }
}
