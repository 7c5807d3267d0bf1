package io.github.evenkeel.testkit.nodes;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.xnio.XnioWorker;

/** The sockets that one machine has open, each known to the private network. Thread-safe. */
final class NodePorts {
    private final NodeNetwork network;
    private final String ip;
    private final XnioWorker worker;
    private final ByteBufferPool buffers;
    private final NodeOptions.Connections connections;
    private final Map<Integer, HttpPort> open = new HashMap<>();
    private boolean powered = true;

    NodePorts(
            NodeNetwork network,
            String ip,
            XnioWorker worker,
            ByteBufferPool buffers,
            NodeOptions.Connections connections) {
        this.network = network;
        this.ip = ip;
        this.worker = worker;
        this.buffers = buffers;
        this.connections = connections;
    }

    /** Opens and closes sockets until those of the map are open. A port that stays keeps its socket and handler. */
    synchronized void serve(Map<Integer, HttpHandler> wanted) {
        for (Iterator<Map.Entry<Integer, HttpPort>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Integer, HttpPort> port = all.next();
            if (!wanted.containsKey(port.getKey())) {
                network.unlisten(ip, port.getKey());
                port.getValue().close();
                all.remove();
            }
        }
        if (powered) {
            wanted.forEach((port, handler) -> open.computeIfAbsent(port, missing -> listen(missing, handler)));
        }
    }

    /** Cuts every connection and takes none any more, for good. */
    synchronized void powerOff() {
        powered = false;
        network.unplug(ip);
        serve(Map.of());
    }

    private HttpHandler answering(HttpHandler handler) {
        return connections == NodeOptions.Connections.REUSED
                ? handler
                : exchange -> handler.handleRequest(exchange.setPersistent(false));
    }

    private HttpPort listen(int port, HttpHandler handler) {
        try {
            HttpPort socket = HttpPort.open(worker, buffers, answering(handler));
            network.listen(ip, port, socket.address());
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("No loopback port for " + ip + ":" + port, e);
        }
    }
}
