package io.github.evenkeel.testkit.nodes;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * A socket that takes HTTP connections until it is closed, and then cuts all of them. Made of Undertow's parts, since
 * an {@code Undertow} server that shares its worker leaves connections open when it stops.
 */
final class HttpPort implements AutoCloseable {
    private static final OptionMap SOCKET = OptionMap.builder()
            .set(Options.TCP_NODELAY, true)
            .set(Options.REUSE_ADDRESSES, true)
            .set(Options.BACKLOG, 1000)
            .getMap();

    private final HttpOpenListener connections;
    private final AcceptingChannel<? extends StreamConnection> socket;
    private volatile boolean closed;

    private HttpPort(XnioWorker worker, ByteBufferPool buffers, HttpHandler handler) throws IOException {
        connections = new HttpOpenListener(buffers, OptionMap.EMPTY);
        connections.setRootHandler(exchange -> {
            if (closed) {
                IoUtils.safeClose(exchange.getConnection());
            } else {
                handler.handleRequest(exchange);
            }
        });
        socket = worker.createStreamConnectionServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ChannelListeners.openListenerAdapter(connections),
                SOCKET);
    }

    /** Listens at a free port of the loopback address. */
    static HttpPort open(XnioWorker worker, ByteBufferPool buffers, HttpHandler handler) throws IOException {
        HttpPort port = new HttpPort(worker, buffers, handler);
        port.socket.resumeAccepts();
        return port;
    }

    InetSocketAddress address() {
        return socket.getLocalAddress(InetSocketAddress.class);
    }

    @Override
    public void close() {
        closed = true;
        IoUtils.safeClose(socket);
        connections.closeConnections();
    }
}
