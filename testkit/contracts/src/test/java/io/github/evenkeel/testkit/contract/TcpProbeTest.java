package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.spi.AvailabilityProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

// snippet: contract
class TcpProbeTest extends AvailabilityProbeContract {
    @Override
    protected AvailabilityProbeFixture fixture() {
        return new Greeter();
    }

    /** Server that greets each client with one byte as long as it is available. */
    private static final class Greeter implements AvailabilityProbeFixture {
        private final ServerSocket server = listen();
        private final AvailabilityProbe port =
                new TcpProbe(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
        private volatile boolean available = true;

        Greeter() {
            Thread greeter = new Thread(this::greet, "greeter");
            greeter.setDaemon(true);
            greeter.start();
        }

        @Override
        public AvailabilityProbe port() {
            return port;
        }

        @Override
        public void makeAvailable() {
            available = true;
        }

        @Override
        public void makeUnavailable() {
            available = false;
        }

        @Override
        public void makeUnreachable() {
            available = false;
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        // end
        private static ServerSocket listen() {
            try {
                return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Until the server is closed. */
        private void greet() {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    if (available) {
                        client.getOutputStream().write('!');
                    }
                } catch (IOException e) {
                    // The client has gone, or the server is closed.
                }
            }
        }
    }
}
