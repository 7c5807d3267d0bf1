package io.github.evenkeel.testkit.balancer;

import io.github.evenkeel.testkit.nodes.NodeNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Network behind the load balancer: maps addresses such as 10.0.10.3:30080 to sockets on the loopback address.
 * Thread-safe.
 */
public final class PrivateNetwork implements NodeNetwork, AutoCloseable {
    private final Map<String, InetSocketAddress> sockets = new ConcurrentHashMap<>();

    /** Bound but not listening: it refuses connections, and keeps other processes from the port. */
    private final Socket refusing = new Socket();

    /** Makes a network without machines. */
    public PrivateNetwork() {
        try {
            refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on the loopback address", e);
        }
    }

    @Override
    public void listen(String privateIp, int port, InetSocketAddress socket) {
        sockets.put(privateIp + ":" + port, socket);
    }

    @Override
    public void unlisten(String privateIp, int port) {
        sockets.remove(privateIp + ":" + port);
    }

    @Override
    public void unplug(String privateIp) {
        sockets.keySet().removeIf(name -> name.startsWith(privateIp + ":"));
    }

    /** Where a connection to that address goes; where nothing listens, to a socket that refuses it. */
    public InetSocketAddress resolve(String privateIp, int port) {
        return sockets.getOrDefault(privateIp + ":" + port, (InetSocketAddress) refusing.getLocalSocketAddress());
    }

    @Override
    public void close() {
        try {
            refusing.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
