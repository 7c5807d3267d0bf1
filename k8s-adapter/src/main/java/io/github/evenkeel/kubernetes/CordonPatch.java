package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cordons and uncordons nodes, in one write that also sets or removes the owner's mark.
 *
 * <p>The write carries the UID and the revision that were read. The server refuses another UID with 422 and another
 * revision with 409, so a write changes no other node of the same name, and overwrites no change of another client.
 */
final class CordonPatch {
    /** Annotation that names the owner of the cordon. */
    static final String OWNER = "evenkeel.io/cordoned-by";

    /** As the server allows it: a DNS subdomain. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

    private static final int UNPROCESSABLE = 422;

    private final ApiServer server;

    CordonPatch(ApiServer server) {
        this.server = server;
    }

    void cordon(ClusterNode node, String owner) {
        write(node, true, owner);
    }

    void uncordon(ClusterNode node) {
        write(node, null, null);
    }

    /** Empty if the text can't be a node's name: the server has no such node, and a shell might run it as a command. */
    static Optional<String> uncordonCommand(String nodeName) {
        return Optional.of(nodeName)
                .filter(name -> NAME.matcher(name).matches())
                .map(name ->
                        "kubectl annotate node '" + name + "' '" + OWNER + "-' && kubectl uncordon '" + name + "'");
    }

    /** A null removes the field. */
    private void write(ClusterNode node, @Nullable Boolean unschedulable, @Nullable String owner) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("uid", node.uid());
        metadata.put("resourceVersion", node.revision());
        metadata.put("annotations", Collections.singletonMap(OWNER, owner));
        Map<String, Object> patch = new HashMap<>();
        patch.put("metadata", metadata);
        patch.put("spec", Collections.singletonMap("unschedulable", unschedulable));
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
