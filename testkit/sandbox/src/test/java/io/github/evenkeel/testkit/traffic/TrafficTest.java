package io.github.evenkeel.testkit.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    TrafficTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int number = requests.incrementAndGet();
            if (number == 7) {
                exchange.sendResponseHeaders(503, -1);
            } else if (number != 11) {
                exchange.sendResponseHeaders(200, -1);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eachRequestIsSentOnceAndAccountedFor() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        TrafficReport report;
        try (Traffic traffic = Traffic.start(url, 200)) {
            await().until(() -> requests.get() >= 30);
            report = traffic.stop();
        }

        assertThat(report.sent()).isEqualTo(requests.get());
        assertThat(report.succeeded() + report.failed()).isEqualTo(report.sent());
        assertThat(report.failed()).as("the 503, and the connection that broke").isEqualTo(2);
        assertThat(report.failuresByKind()).containsEntry("HTTP 503", 1L).hasSize(2);
        assertThat(report.median()).isPositive().isLessThanOrEqualTo(report.slowest());
    }

    @Test
    void absurdRatesAreRefused() {
        assertThatThrownBy(() -> Traffic.start(URI.create("http://127.0.0.1:1/"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("perSecond is 0");
    }
}
