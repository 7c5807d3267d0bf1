package io.github.evenkeel.roll;

import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.spi.ClusterNode;
import java.util.Collection;
import java.util.stream.Collectors;

/** Looks for nodes that are not Ready. */
final class NotReady {
    private NotReady() {}

    /** True if all of them are; else says which are not, and why. */
    static PollResult<Boolean> lookAt(Collection<ClusterNode> nodes) {
        String troubles = nodes.stream()
                .filter(node -> !node.ready())
                .map(node -> "node " + node.name() + " " + node.troubles())
                .collect(Collectors.joining(", "));
        return troubles.isEmpty() ? PollResult.of(true) : PollResult.notYet(troubles);
    }
}
