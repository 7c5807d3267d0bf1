package io.github.evenkeel.testkit.nodes;

import java.net.InetSocketAddress;

/** Registry of the sockets of machines, all of which are on the loopback address. Thread-safe. */
public interface NodeNetwork {
    /**
     * From now on the machine takes connections at this port.
     *
     * @param privateIp of the machine
     * @param port of the machine
     * @param socket that takes the connections
     */
    void listen(String privateIp, int port, InetSocketAddress socket);

    /** The machine takes no connections at this port any more. */
    void unlisten(String privateIp, int port);

    /** The machine has no sockets any more; its address may be used by another one later. */
    void unplug(String privateIp);
}
