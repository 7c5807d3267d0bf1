package io.github.evenkeel.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.spi.GateDecision;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate on a real Prometheus, which reads the metrics of a shop. */
class PrometheusGateTest {
    private static final String ERRORS = "shop_errors_ratio";

    private static volatile String metrics = "";
    private static HttpServer shop;
    private static RealPrometheus prometheus;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/metrics", exchange -> {
            byte[] body = metrics.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        shop.start();
        prometheus =
                RealPrometheus.start(directory, "127.0.0.1:" + shop.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        prometheus.close();
        shop.stop(0);
    }

    private static PrometheusQuery query(String promql) {
        return PrometheusGate.of("errors", prometheus.address(), promql);
    }

    private static GateDecision ask(PrometheusGate gate) {
        return gate.ask(GateRequest.aboutNode("node-1", "pool").build());
    }

    private static void awaitDecision(PrometheusGate gate, GateDecision.Kind kind) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ask(gate).kind() == kind);
    }

    @Test
    void followsAMetric() {
        PrometheusGate gate = query(ERRORS).isBelow(0.01);
        metrics = ERRORS + " 0.001\n";
        awaitDecision(gate, GateDecision.Kind.PROCEED);

        metrics = ERRORS + " 0.25\n";
        awaitDecision(gate, GateDecision.Kind.WAIT);

        GateDecision closed = ask(gate);
        assertThat(closed.reason())
                .startsWith("expected shop_errors_ratio below 0.01, found 0.25")
                .contains("job=shop");
        assertThat(closed.askAgainAfter()).isEqualTo(Duration.ofSeconds(30));

        metrics = ""; // stale at once, as the target lacks it
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ask(gate).reason().endsWith("found no data"));
    }

    @ParameterizedTest
    @CsvSource({
        "vector(0.5), 0.6, true, true, false, false",
        "vector(0.5), 0.5, false, true, false, true",
        "vector(0.5), 0.4, false, false, true, true",
        "scalar(vector(0.5)), 0.6, true, true, false, false",
        "vector(1) / 0, 5, false, false, true, true",
        "vector(-1) / 0, 5, true, true, false, false",
        "vector(0) / 0, 5, false, false, false, false"
    })
    void comparesAsItSays(String promql, double limit, boolean below, boolean atMost, boolean above, boolean atLeast) {
        assertThat(ask(query(promql).isBelow(limit)).proceeds()).isEqualTo(below);
        assertThat(ask(query(promql).isAtMost(limit)).proceeds()).isEqualTo(atMost);
        assertThat(ask(query(promql).isAbove(limit)).proceeds()).isEqualTo(above);
        assertThat(ask(query(promql).isAtLeast(limit)).proceeds()).isEqualTo(atLeast);
    }

    @Test
    void eachValueHasToBeWell() {
        String two = "label_replace(vector(0.5), \"shop\", \"a\", \"\", \"\")"
                + " or label_replace(vector(0.9), \"shop\", \"b\", \"\", \"\")";

        assertThat(ask(query(two).isBelow(1)).proceeds()).isTrue();
        assertThat(ask(query(two).isBelow(0.7)).reason()).endsWith("found 0.9{shop=b}, and 0 more of 2 values");
    }

    @Test
    void aResultThatCantBeComparedIsClosed() {
        assertThat(ask(query("absent_metric").isBelow(1)).reason()).endsWith("found no data");
        assertThat(ask(query("vector(1)[5m:1m]").isBelow(5)).reason())
                .endsWith("found a result of type matrix; expected a vector or a scalar");
        assertThat(ask(query("\"text\"").isBelow(5)).reason())
                .endsWith("found a result of type string; expected a vector or a scalar");
    }

    @Test
    void aQueryThatCantBeReadIsClosedWithWhatTheServerSays() {
        assertThat(ask(query("sum(").isBelow(1)).reason())
                .contains("found HTTP 400: bad_data:")
                .contains("parse error");
    }

    @Test
    void aQueryIsSentAsItIs() {
        assertThat(ask(query("vector(1) + 1 # & = % \u00e4").isBelow(3)).proceeds())
                .isTrue();
    }
}
