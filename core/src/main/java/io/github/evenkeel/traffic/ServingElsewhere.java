package io.github.evenkeel.traffic;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells which of its nodes a backend set can do without. It counts once for all of them: a set may have hundreds, and a
 * load balancer several such sets.
 */
public final class ServingElsewhere {
    private final BackendSet set;
    private final Map<String, BackendHealth> unhealthyBackends;
    private final Map<String, Integer> servingAt = new HashMap<>();
    private final int serving;

    /** @param unhealthyBackends as for {@link Serving#of} */
    public ServingElsewhere(BackendSet set, Map<String, BackendHealth> unhealthyBackends) {
        this.set = set;
        this.unhealthyBackends = unhealthyBackends;
        int primaries = 0;
        for (Backend backend : set.backends()) {
            if (!backend.is(Mode.BACKUP)
                    && backend.acceptsTraffic()
                    && !unhealthyBackends.containsKey(backend.name())) {
                servingAt.merge(backend.address(), 1, Integer::sum);
                primaries++;
            }
        }
        serving = primaries - Serving.unknown(set, unhealthyBackends);
    }

    /**
     * Whether others get new connections while the backends of a node are drained. Where no other primary does, backups
     * may.
     *
     * @param node its addresses
     */
    public boolean withoutNode(Collection<String> node) {
        int ofNode = node.stream()
                .mapToInt(address -> servingAt.getOrDefault(address, 0))
                .sum();
        return serving > ofNode || Serving.of(set, node, unhealthyBackends).others() > 0;
    }
}
