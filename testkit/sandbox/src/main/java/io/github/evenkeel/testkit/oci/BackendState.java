package io.github.evenkeel.testkit.oci;

import java.util.Optional;

/**
 * Immutable configuration of one backend in an emulated balancing service; the proxy follows it.
 *
 * @param ipAddress in the emulated network
 * @param port on the node
 * @param weight its share, from 1
 * @param maxConnections most connections at a time; 0 for no limit. Network Load Balancer has no limits
 * @param drain gets no new connections
 * @param offline gets nothing at all
 * @param backup gets traffic only when all others fail their health check
 * @param name unique in its set
 * @param targetId OCID of the machine that it was registered by; empty if it was by its address alone. Only of Network
 *     Load Balancer
 */
public record BackendState(
        String ipAddress,
        int port,
        int weight,
        int maxConnections,
        boolean drain,
        boolean offline,
        boolean backup,
        String name,
        Optional<String> targetId) {
    /** With address and port for a name, as the services name a backend: an address of IPv6 is between brackets. */
    public BackendState(
            String ipAddress,
            int port,
            int weight,
            int maxConnections,
            boolean drain,
            boolean offline,
            boolean backup) {
        this(
                ipAddress,
                port,
                weight,
                maxConnections,
                drain,
                offline,
                backup,
                nameOf(ipAddress, port),
                Optional.empty());
    }

    static String nameOf(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
