package io.github.evenkeel.preflight;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import java.util.Map;

/**
 * A load balancer as it was looked at.
 *
 * @param balancer that was looked at
 * @param description of it
 * @param unwell by set, the health of each backend that is not OK; sets without a node of the cluster are left out
 */
public record BalancerView(
        LoadBalancer balancer, LoadBalancerDescription description, Map<String, Map<String, BackendHealth>> unwell) {
    public BalancerView {
        unwell = Map.copyOf(unwell);
    }

    boolean serves(String set, Backend backend) {
        return backend.serves() && !unwell.getOrDefault(set, Map.of()).containsKey(backend.name());
    }
}
