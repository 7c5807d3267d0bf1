package io.github.evenkeel.testkit.balancer;

import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.StickySessions;
import io.undertow.client.UndertowClient;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ConnectionPoolManager;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.server.handlers.proxy.ProxyConnectionPool;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.xnio.OptionMap;

/**
 * Passes each request to one backend over kept-alive connections, and never to a second one, so that the client sees a
 * request that a node loses. Undertow's own balancing client skips hosts that failed before, which would hide losses.
 */
final class BackendConnections implements ProxyClient, AutoCloseable {
    private static final ProxyTarget ANY = new ProxyTarget() {};

    private final Supplier<List<BackendState>> backends;
    private final Supplier<Optional<StickySessions>> sessions;
    private final Predicate<String> healthy;
    private final PrivateNetwork network;
    private final RequestsInFlight inFlight = new RequestsInFlight();
    private final BackendChoice choice = new BackendChoice();
    private final Map<InetSocketAddress, ProxyConnectionPool> pools = new ConcurrentHashMap<>();

    BackendConnections(
            Supplier<List<BackendState>> backends,
            Supplier<Optional<StickySessions>> sessions,
            Predicate<String> healthy,
            PrivateNetwork network) {
        this.backends = backends;
        this.sessions = sessions;
        this.healthy = healthy;
        this.network = network;
    }

    @Override
    public ProxyTarget findTarget(HttpServerExchange exchange) {
        return ANY;
    }

    @Override
    public void getConnection(
            ProxyTarget target,
            HttpServerExchange exchange,
            ProxyCallback<ProxyConnection> callback,
            long timeout,
            TimeUnit unit) {
        Optional<BackendState> backend = choose(exchange);
        if (backend.isEmpty()) {
            callback.couldNotResolveBackend(exchange);
            return;
        }
        InetSocketAddress socket =
                network.resolve(backend.get().ipAddress(), backend.get().port());
        pools.computeIfAbsent(socket, BackendConnections::pool)
                .connect(target, exchange, inFlight.counted(backend.get().name(), callback), timeout, unit, false);
    }

    /** Cuts the requests in flight to backends that are not in the set any more. */
    void cutThoseOfRemoved() {
        inFlight.cutAllBut(backends.get().stream().map(BackendState::name).collect(Collectors.toSet()));
    }

    private Optional<BackendState> choose(HttpServerExchange exchange) {
        List<BackendState> now = backends.get();
        Optional<StickySessions> sticky = sessions.get();
        if (sticky.isEmpty()) {
            return choice.choose(now, healthy);
        }
        Route route = new Route(sticky.get());
        Optional<BackendState> kept = route.backend(exchange, now, healthy);
        if (kept.isPresent() || (route.isKnown(exchange) && sticky.get().disableFallback())) {
            return kept;
        }
        Optional<BackendState> chosen = choice.choose(now, healthy);
        chosen.ifPresent(backend -> route.tell(exchange, backend));
        return chosen;
    }

    @Override
    public void close() {
        pools.values().forEach(ProxyConnectionPool::close);
    }

    private static ProxyConnectionPool pool(InetSocketAddress socket) {
        URI uri = URI.create("http://" + socket.getAddress().getHostAddress() + ":" + socket.getPort());
        return new ProxyConnectionPool(new Limits(), uri, UndertowClient.getInstance(), OptionMap.EMPTY);
    }

    /** As many connections as requests, and no memory of errors. */
    private static final class Limits implements ConnectionPoolManager {
        @Override
        public int getMaxConnections() {
            return 1_000;
        }

        @Override
        public int getMaxCachedConnections() {
            return 100;
        }

        @Override
        public int getSMaxConnections() {
            return 100;
        }

        @Override
        public long getTtl() {
            return -1;
        }

        @Override
        public int getMaxQueueSize() {
            return 0;
        }

        @Override
        public int getProblemServerRetry() {
            return 1;
        }

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public boolean handleError() {
            return false;
        }

        @Override
        public boolean clearError() {
            return true;
        }
    }
}
