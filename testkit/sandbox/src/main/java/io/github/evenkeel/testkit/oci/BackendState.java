package io.github.evenkeel.testkit.oci;

/**
 * Immutable configuration of one backend in the emulated Load Balancer service; the proxy follows it.
 *
 * @param ipAddress in the emulated network
 * @param port on the node
 * @param weight its share, from 1
 * @param maxConnections most connections at a time; 0 for no limit
 * @param drain gets no new connections
 * @param offline gets nothing at all
 * @param backup gets traffic only when all others fail their health check
 */
public record BackendState(
        String ipAddress, int port, int weight, int maxConnections, boolean drain, boolean offline, boolean backup) {
    /** Address and port, as the service names a backend: an address of IPv6 is between brackets. */
    public String name() {
        return (ipAddress.contains(":") ? "[" + ipAddress + "]" : ipAddress) + ":" + port;
    }
}
