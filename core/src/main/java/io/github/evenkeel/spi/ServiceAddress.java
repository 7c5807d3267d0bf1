package io.github.evenkeel.spi;

import java.util.Map;

/**
 * Immutable pair of a Service of type LoadBalancer and one of its addresses; a Service with several addresses has one
 * each.
 *
 * @param namespace of the Service
 * @param name of the Service
 * @param address of the load balancer that a controller manages for it; empty as long as its status has none
 * @param uid of the Service, which a controller may use to name the load balancer; empty if it is not known
 * @param healthCheckPort port at which each node reports whether it has a pod of the Service (the health check node
 *     port of its spec); zero if it has none
 * @param nodePorts node port by port of the Service; ports without a node port are left out
 */
public record ServiceAddress(
        String namespace,
        String name,
        String address,
        String uid,
        int healthCheckPort,
        Map<Integer, Integer> nodePorts) {
    /** Copies the map. */
    public ServiceAddress {
        nodePorts = Map.copyOf(nodePorts);
    }

    /** Describes a Service of which only the address is known. */
    public ServiceAddress(String namespace, String name, String address) {
        this(namespace, name, address, "", 0, Map.of());
    }
}
