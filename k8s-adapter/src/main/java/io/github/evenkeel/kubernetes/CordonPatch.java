package io.github.evenkeel.kubernetes;

import io.github.evenkeel.spi.ClusterNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cordons and uncordons nodes, in one write that also sets or removes the owner's mark. */
final class CordonPatch {
    /** Annotation that names the owner of the cordon. */
    static final String OWNER = "evenkeel.io/cordoned-by";

    /** As the server allows it: a DNS subdomain. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

    private final NodePatch patch;

    CordonPatch(NodePatch patch) {
        this.patch = patch;
    }

    void cordon(ClusterNode node, String owner) {
        patch.write(node, Map.of(OWNER, owner), Map.of("unschedulable", true));
    }

    void uncordon(ClusterNode node) {
        patch.write(node, Collections.singletonMap(OWNER, null), Collections.singletonMap("unschedulable", null));
    }

    /** Empty if the text can't be a node's name: the server has no such node, and a shell might run it as a command. */
    static Optional<String> uncordonCommand(String nodeName) {
        return Optional.of(nodeName)
                .filter(name -> NAME.matcher(name).matches())
                .map(name ->
                        "kubectl annotate node '" + name + "' '" + OWNER + "-' && kubectl uncordon '" + name + "'");
    }
}
