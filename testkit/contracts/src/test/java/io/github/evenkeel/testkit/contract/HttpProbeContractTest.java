package io.github.evenkeel.testkit.contract;

import com.sun.net.httpserver.HttpServer;
import io.github.evenkeel.HttpProbe;
import io.github.evenkeel.spi.AvailabilityProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

class HttpProbeContractTest extends AvailabilityProbeContract {
    @Override
    protected AvailabilityProbeFixture fixture() {
        return new Served();
    }

    private static final class Served implements AvailabilityProbeFixture {
        private static final int GONE = -1;

        private final HttpServer server = server();
        private final AvailabilityProbe port =
                HttpProbe.of("http://127.0.0.1:" + server.getAddress().getPort() + "/health");
        private volatile int status = 200;

        private static HttpServer server() {
            try {
                return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Served() {
            server.createContext("/", exchange -> {
                if (status != GONE) {
                    exchange.sendResponseHeaders(status, -1);
                }
                exchange.close();
            });
            server.start();
        }

        @Override
        public AvailabilityProbe port() {
            return port;
        }

        @Override
        public void makeAvailable() {
            status = 200;
        }

        @Override
        public void makeUnavailable() {
            status = 503;
        }

        /** The connection is closed instead of an answer. */
        @Override
        public void makeUnreachable() {
            status = GONE;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
