package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import java.util.HashMap;
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
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("uid", node.uid());
        metadata.put("resourceVersion", node.revision());
        metadata.put("annotations", annotations);
        Map<String, Object> patch = new HashMap<>();
        patch.put("metadata", metadata);
        if (!spec.isEmpty()) {
            patch.put("spec", spec);
        }
        ApiAnswer answer = server.send(new ApiCall(
                Permission.PATCH_NODES,
                node.name(),
                "api/v1/nodes/" + ApiCall.encoded(node.name()),
                server.json(patch)));
        if (answer.code() == UNPROCESSABLE) {
            ServiceException refusal = answer.refusal();
            throw ServiceException.builder(
                            ServiceException.Outcome.CONFLICT,
                            refusal.operation(),
                            "another node has the name now, not the one with UID " + node.uid() + ": "
                                    + ApiErrors.sentence(answer.status()))
                    .requestId(refusal.requestId().orElse(null))
                    .build();
        }
        answer.as(Node.class);
    }
}
