package io.github.evenkeel.plan;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.traffic.ServingElsewhere;
import java.util.List;
import java.util.Map;

/**
 * Snapshot of a load balancer.
 *
 * @param balancer that was read
 * @param description of it
 * @param inFlight operations that have not ended
 * @param unhealthyBackends by set, the health of each backend that is not OK; sets without a node of the cluster are
 *     left out
 */
public record BalancerView(
        LoadBalancer balancer,
        LoadBalancerDescription description,
        Map<String, Map<String, BackendHealth>> unhealthyBackends,
        List<Operation> inFlight) {
    public BalancerView {
        unhealthyBackends = Map.copyOf(unhealthyBackends);
        inFlight = List.copyOf(inFlight);
    }

    /** Which nodes a set can do without. */
    ServingElsewhere servingElsewhere(BackendSet set) {
        return new ServingElsewhere(set, unhealthyBackends.getOrDefault(set.name(), Map.of()));
    }

    /** Whether a backend gets new connections. */
    public boolean serves(String set, Backend backend) {
        return backend.acceptsTraffic()
                && !unhealthyBackends.getOrDefault(set, Map.of()).containsKey(backend.name());
    }
}
