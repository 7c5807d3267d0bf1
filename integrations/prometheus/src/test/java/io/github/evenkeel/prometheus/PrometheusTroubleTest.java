package io.github.evenkeel.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.spi.GateDecision;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that a real Prometheus does not give on request: of proxies, of broken servers, of slow ones. */
class PrometheusTroubleTest {
    private static final String WELL =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"0\"]}}";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private PrometheusGate gate() {
        return PrometheusGate.of(
                        "errors", "http://127.0.0.1:" + server.getAddress().getPort() + "/base/", "errors")
                .isBelow(1);
    }

    private static GateDecision ask(PrometheusGate gate) {
        return gate.ask(GateRequest.aboutControlPlane().build());
    }

    private void answer(int status, String body) {
        server.createContext("/base/api/v1/query", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            send(exchange, status, body);
        });
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "/base/api/v1/query");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void aServerMayHaveAPath() {
        answer(200, WELL);

        assertThat(ask(gate()).proceeds()).isTrue();
    }

    @Test
    void headersAreSentAndTheLatestCounts() {
        answer(200, WELL);

        ask(gate().withHeader("Authorization", "Bearer a").withHeader("Authorization", "Bearer b"));

        assertThat(authorizations).containsExactly("Bearer b");
    }

    @ParameterizedTest
    @CsvSource({
        "302, '', HTTP 302",
        "401, <html>secret</html>, HTTP 401",
        "204, '', HTTP 204",
        "503, '{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\"}',"
                + " HTTP 503: timeout: query timed out",
        "200, '{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"no\"}', execution: no"
    })
    void anErrorOrARedirectIsClosed(int status, String body, String found) {
        answer(status, body);

        GateDecision decision = ask(gate());

        assertThat(decision.kind()).isEqualTo(GateDecision.Kind.WAIT);
        assertThat(decision.reason()).isEqualTo("expected errors below 1.0, found " + found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Sign in</html>",
                "[]",
                "{}",
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":{}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\"}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{}}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"zero\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"0\"]}} {}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"0\"]}",
                "{\"status\":\"success\",\"warnings\":[\"a store is gone\"],"
                        + "\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"0\"]}}"
            })
    void whatIsNoCompleteResultIsClosed(String body) {
        answer(200, body);

        assertThat(ask(gate()).kind()).isEqualTo(GateDecision.Kind.WAIT);
    }

    @Test
    void aResponseWithoutEndIsClosed() {
        server.createContext("/base/api/v1/query", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(spaces);
            }
            exchange.close();
        });

        assertThat(ask(gate()).reason()).contains("more than 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers", "body"})
    void aResponseThatIsLateIsClosed(String late) {
        server.createContext("/base/api/v1/query", exchange -> {
            if (late.equals("body")) {
                exchange.sendResponseHeaders(200, WELL.length());
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });

        assertThat(ask(gate().withTimeout(Duration.ofMillis(300))).reason())
                .endsWith("found no complete response within 0.3 s");
    }

    @Test
    void aServerThatIsNotThereIsClosed() {
        PrometheusGate gate = gate();
        server.stop(0);

        assertThat(ask(gate).reason()).contains("ConnectException");
    }

    @Test
    void anInterruptIsKept() {
        answer(200, WELL);
        Thread.currentThread().interrupt();

        GateDecision decision = ask(gate());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(decision.reason()).endsWith("found interrupted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prometheus:9090",
                "ftp://prometheus",
                "http://",
                "http://user:secret@prometheus:9090",
                "http://prometheus:9090/?tenant=secret",
                "http://prometheus:9090/#a",
                "http://a b"
            })
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> PrometheusGate.of("errors", address, "errors"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://prometheus.monitoring:9090")
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatCantBeAGateIsRefused() {
        PrometheusQuery query = PrometheusGate.of("errors", "http://prometheus:9090", "errors");

        assertThatThrownBy(() -> query.isBelow(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PrometheusGate.of("errors", "http://prometheus:9090", " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query.isBelow(1).withTimeout(Duration.ofSeconds(10)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query.isBelow(1).withTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query.isBelow(1).withHeader("Host", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> query.isBelow(1).withHeader("X-Token", "sec\nret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("ret:");
    }
}
