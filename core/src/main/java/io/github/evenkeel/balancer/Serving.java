package io.github.evenkeel.balancer;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How many backends of a set get new connections: with a node, and while its own are drained.
 *
 * @param others that do while the node's are drained
 * @param withNode that do now
 * @param ofNode that the set loses with the node: all of its ports, and one at least
 */
public record Serving(int others, int withNode, int ofNode) {
    /**
     * Counts.
     *
     * @param node addresses of the node
     * @param unwell by the backends' names; a name that the set does not have may stand for any of its backends, so
     *     that one fewer is known to be well
     */
    public static Serving of(BackendSet set, Collection<String> node, Map<String, BackendHealth> unwell) {
        List<String> names = set.backends().stream().map(Backend::name).toList();
        int unknown = (int)
                unwell.keySet().stream().filter(name -> !names.contains(name)).count();
        // Those that are drained may be so by the roll, and their pods be gone.
        int ofNode = (int) set.backends().stream()
                .filter(backend -> node.contains(backend.address()) && !backend.is(Mode.BACKUP))
                .filter(backend -> !backend.serves() || !unwell.containsKey(backend.name()))
                .count();
        return new Serving(
                Math.max(0, set.drainedAt(node).serving(unwell).size() - unknown),
                Math.max(0, set.serving(unwell).size() - unknown),
                Math.max(1, ofNode));
    }
}
