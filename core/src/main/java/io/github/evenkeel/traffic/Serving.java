package io.github.evenkeel.traffic;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Number of backends of a set that get new connections: with a node, and while the node's backends are drained.
 *
 * @param others number while the node's backends are drained
 * @param withNode number now
 * @param ofNode that the set loses with the node: all of its ports, and one at least
 */
public record Serving(int others, int withNode, int ofNode) {
    /** Of a set that is not there. */
    static final Serving NONE = new Serving(0, 0, 1);

    private static final int MOST_NAMED = 5;

    /**
     * Counts.
     *
     * @param node addresses of the node
     * @param unhealthyBackends by the backends' names; a name that the set does not have may stand for any of its
     *     backends, so that one fewer is known to be well
     */
    public static Serving of(BackendSet set, Collection<String> node, Map<String, BackendHealth> unhealthyBackends) {
        int unknown = unknown(set, unhealthyBackends);
        // Those that are drained may be so by the roll, and their pods be gone.
        int ofNode = (int) set.backends().stream()
                .filter(backend -> node.contains(backend.address()) && !backend.is(Mode.BACKUP))
                .filter(backend -> !backend.acceptsTraffic() || !unhealthyBackends.containsKey(backend.name()))
                .count();
        return new Serving(
                Math.max(0, set.drainedAt(node).serving(unhealthyBackends).size() - unknown),
                Math.max(0, set.serving(unhealthyBackends).size() - unknown),
                Math.max(1, ofNode));
    }

    /** How many names the set does not have. */
    static int unknown(BackendSet set, Map<String, BackendHealth> unhealthyBackends) {
        Set<String> names = set.backends().stream().map(Backend::name).collect(Collectors.toSet());
        return (int) unhealthyBackends.keySet().stream()
                .filter(name -> !names.contains(name))
                .count();
    }

    /** In words, the others that do not serve and why; empty if all do. */
    static String notAcceptingTraffic(
            BackendSet set, Collection<String> node, Map<String, BackendHealth> unhealthyBackends) {
        List<String> others = set.backends().stream()
                .filter(backend -> !node.contains(backend.address()))
                .filter(backend -> unhealthyBackends.containsKey(backend.name())
                        || !backend.modes().isEmpty())
                .map(backend -> backend.name() + " is "
                        + (unhealthyBackends.containsKey(backend.name())
                                ? unhealthyBackends.get(backend.name()).toString()
                                : backend.modes().stream().sorted().toList().toString()))
                .toList();
        String more = others.size() > MOST_NAMED ? ", and " + (others.size() - MOST_NAMED) + " more" : "";
        return others.isEmpty()
                ? ""
                : ": " + others.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + more;
    }
}
