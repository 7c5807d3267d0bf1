package io.github.evenkeel.spi;

import java.util.Map;

/**
 * A Service of type LoadBalancer, with an address that it holds; one that holds several is told once for each.
 *
 * @param namespace of the Service
 * @param name of the Service
 * @param address of the load balancer that a controller keeps for it; empty as long as its status tells none
 * @param uid of the Service, which a controller may name the load balancer by; empty if it is not known
 * @param healthCheckPort where each node tells whether it has a pod of it (the health check node port of its spec);
 *     zero if it has none
 * @param nodePorts by the Service's own ports; those without one are left out
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

    /** A Service of which no more than its address is known. */
    public ServiceAddress(String namespace, String name, String address) {
        this(namespace, name, address, "", 0, Map.of());
    }
}
