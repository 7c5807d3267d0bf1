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
 * Keeps pods off a node, or lets them on again, in one write that also sets or takes away the owner's mark.
 *
 * <p>The write carries the UID and the revision that were read. The server refuses another UID with 422 and another
 * revision with 409, so nothing is written on a node that only has the same name, nor over somebody's change.
 */
final class Cordon {
    /** Annotation that names who cordoned the node. */
    static final String OWNER = "evenkeel.io/cordoned-by";

    /** As the server allows it: a DNS subdomain. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

    private static final int UNPROCESSABLE = 422;

    private final ApiServer server;

    Cordon(ApiServer server) {
        this.server = server;
    }

    void put(ClusterNode node, String owner) {
        write(node, true, owner);
    }

    void lift(ClusterNode node) {
        write(node, null, null);
    }

    /** Empty for what is no name of a node: the server has no such node, and a shell might have a command. */
    static Optional<String> liftedByHand(String nodeName) {
        return Optional.of(nodeName)
                .filter(name -> NAME.matcher(name).matches())
                .map(name ->
                        "kubectl annotate node '" + name + "' '" + OWNER + "-' && kubectl uncordon '" + name + "'");
    }

    /** Nulls take away what is there. */
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
