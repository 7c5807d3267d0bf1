package io.github.evenkeel.kubernetes;

import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ClusterNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * Sets and removes the label that takes a node out of the load balancers of Services, in one write that also sets or
 * removes the owner's mark.
 */
final class ExclusionPatch {
    /** Annotation that names the owner of the label. */
    static final String OWNER = "evenkeel.io/excluded-by";

    private final NodePatch patch;

    ExclusionPatch(NodePatch patch) {
        this.patch = patch;
    }

    void exclude(ClusterNode node, String owner) {
        if (node.exclusion().label().isEmpty()) {
            patch.label(node, Map.of(BalancerExclusion.LABEL, "true"), Map.of(OWNER, owner));
        }
    }

    void include(ClusterNode node) {
        if (node.exclusion().owner().isPresent()) {
            patch.label(
                    node,
                    Collections.singletonMap(BalancerExclusion.LABEL, null),
                    Collections.singletonMap(OWNER, null));
        }
    }

    /**
     * Empty if the text can't be a node's name, see {@link CordonPatch#uncordonCommand}. The label goes first: as long
     * as the node has it, the mark says whose it is.
     */
    static Optional<String> includeCommand(String nodeName) {
        return CordonPatch.uncordonCommand(nodeName)
                .map(possible -> "kubectl label node '" + nodeName + "' '" + BalancerExclusion.LABEL
                        + "-' && kubectl annotate node '" + nodeName + "' '" + OWNER + "-'");
    }
}
