package io.github.evenkeel.testkit.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.HealthCheckStatus;
import io.github.evenkeel.testkit.oci.StickySessions;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The balancer in front of plain HTTP servers that we did not write for it. */
@Execution(ExecutionMode.CONCURRENT)
class HttpLoadBalancerTest {
    private final PrivateNetwork network = new PrivateNetwork();
    private final List<BackendState> backends = new CopyOnWriteArrayList<>();
    private final Map<String, HealthCheckStatus> health = new ConcurrentHashMap<>();
    private final Map<String, HttpServer> servers = new ConcurrentHashMap<>();
    private volatile @Nullable StickySessions sessions;
    private HttpClient client = HttpClient.newHttpClient();
    private final HttpLoadBalancer balancer = HttpLoadBalancer.start(
            () -> backends,
            () -> Optional.ofNullable(sessions),
            network,
            new HealthCheck("/healthz", Duration.ofMillis(20), Duration.ofSeconds(2), 2),
            health::put);

    @AfterEach
    void stop() {
        balancer.close();
        servers.values().forEach(server -> server.stop(0));
        network.close();
    }

    private void backend(int number) throws IOException {
        String ip = "10.0.10." + number;
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "shop=1");
            byte[] body = ip.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        servers.put(ip, server);
        network.listen(ip, 80, server.getAddress());
        backends.add(new BackendState(ip, 80, 1, 0, false, false, false));
        await().until(() -> health.get(ip + ":80") == HealthCheckStatus.OK);
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(balancer.url()).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void spreadsRequestsOverHealthyBackends() throws Exception {
        backend(1);
        backend(2);
        assertThat(List.of(get().body(), get().body())).containsExactlyInAnyOrder("10.0.10.1", "10.0.10.2");
    }

    @Test
    void aDrainedBackendGetsNoNewRequest() throws Exception {
        backend(1);
        backend(2);
        backends.set(0, new BackendState("10.0.10.1", 80, 1, 0, true, false, false));
        for (int i = 0; i < 10; i++) {
            assertThat(get().body()).isEqualTo("10.0.10.2");
        }
    }

    @Test
    void whatANodeLosesTheClientSees() throws Exception {
        backend(1);
        backend(2);
        Objects.requireNonNull(servers.get("10.0.10.1")).stop(0);

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.add(get().statusCode());
        }

        assertThat(statuses).contains(200).anyMatch(status -> status >= 500);
    }

    @Test
    void aBackendThatStopsAnsweringIsFoundOutAndLeftAlone() throws Exception {
        backend(1);
        backend(2);
        network.unplug("10.0.10.1");
        await().until(() -> health.get("10.0.10.1:80") == HealthCheckStatus.CONNECT_FAILED);
        for (int i = 0; i < 10; i++) {
            assertThat(get().body()).isEqualTo("10.0.10.2");
        }
    }

    @Test
    void aRequestInFlightIsCutWhenItsBackendIsTakenAwayAndNotWhenItIsDrained() throws Exception {
        backend(1);
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Objects.requireNonNull(servers.get("10.0.10.1")).createContext("/slow", exchange -> {
            arrived.countDown();
            awaitQuietly(released);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        CompletableFuture<Integer> status = client.sendAsync(
                        HttpRequest.newBuilder(balancer.url().resolve("slow")).build(),
                        HttpResponse.BodyHandlers.discarding())
                .handle((answer, error) -> error == null ? answer.statusCode() : 500);
        arrived.await();

        mode(1, true, false);
        await().during(Duration.ofMillis(200)).until(() -> !status.isDone());
        backends.clear();

        assertThat(status.get(30, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(500);
        released.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void withoutAnyBackendTheAnswerIs503() throws Exception {
        assertThat(get().statusCode()).isEqualTo(503);
    }

    private void mode(int number, boolean drain, boolean offline) {
        backends.replaceAll(backend -> backend.ipAddress().equals("10.0.10." + number)
                ? new BackendState(backend.ipAddress(), 80, 1, 0, drain, offline, false)
                : backend);
    }

    static Stream<StickySessions> bothKinds() {
        return Stream.of(
                StickySessions.byCookieOfTheBalancer(),
                StickySessions.byCookieOfTheApplication("shop"),
                StickySessions.byCookieOfTheApplication("*"));
    }

    @ParameterizedTest
    @MethodSource("bothKinds")
    void aClientStaysAtItsBackendUntilThatIsOffline(StickySessions kind) throws Exception {
        sessions = kind;
        backend(1);
        client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        assertThat(get().body()).isEqualTo("10.0.10.1");
        backend(2);
        mode(1, true, false);
        for (int i = 0; i < 5; i++) {
            assertThat(get().body()).isEqualTo("10.0.10.1");
        }
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(balancer.url()).build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .as("a new client")
                .isEqualTo("10.0.10.2");
        mode(1, true, true);
        assertThat(get().body()).isEqualTo("10.0.10.2");
        mode(1, false, false);
        assertThat(get().body()).as("its new backend").isEqualTo("10.0.10.2");
    }

    @Test
    void aCookieOfAnotherNameKeepsNoClient() throws Exception {
        sessions = StickySessions.byCookieOfTheApplication("basket");
        backend(1);
        backend(2);
        client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        assertThat(List.of(get().body(), get().body())).containsExactlyInAnyOrder("10.0.10.1", "10.0.10.2");
    }

    @Test
    void withoutFallbackAClientFailsOnceItsBackendIsOffline() throws Exception {
        sessions = StickySessions.byCookieOfTheBalancer().withoutFallback();
        backend(1);
        client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        get();
        backend(2);
        mode(1, true, true);
        assertThat(get().statusCode()).isEqualTo(503);
    }
}
