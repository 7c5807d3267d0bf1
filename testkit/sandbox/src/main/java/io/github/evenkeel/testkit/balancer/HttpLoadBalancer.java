package io.github.evenkeel.testkit.balancer;

import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.HealthCheckStatus;
import io.github.evenkeel.testkit.oci.StickySessions;
import io.undertow.Undertow;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.xnio.Options;

/**
 * HTTP load balancer, on Undertow's proxy, that follows the emulated service's configuration of its backends: weights,
 * drain, offline, backup, session persistence, and the results of its own health checks.
 *
 * <p>It never sends a request to a second backend: the response to a request that a node loses is 502 or 503, or
 * missing. Requests in flight to a backend that is taken out of the set are cut. Thread-safe; its threads are daemons
 * and end with {@link #close}.
 */
public final class HttpLoadBalancer implements TrafficBalancer {
    private static final long MILLIS_BETWEEN_CUTS = 50;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1, task -> {
        Thread thread = new Thread(task, "balancer-health");
        thread.setDaemon(true);
        return thread;
    });
    private final HealthChecker health;
    private final BackendConnections connections;
    private final Undertow server;

    private HttpLoadBalancer(
            Supplier<List<BackendState>> backends,
            Supplier<Optional<StickySessions>> sessions,
            PrivateNetwork network,
            HealthCheck check,
            BiConsumer<String, HealthCheckStatus> checked) {
        health = new HealthChecker(backends, network, check, checked, executor);
        connections = new BackendConnections(backends, sessions, health::isWell, network);
        var unused = executor.scheduleAtFixedRate(
                connections::cutThoseOfRemoved, MILLIS_BETWEEN_CUTS, MILLIS_BETWEEN_CUTS, TimeUnit.MILLISECONDS);
        server = Undertow.builder()
                .addHttpListener(0, InetAddress.getLoopbackAddress().getHostAddress())
                .setIoThreads(2)
                .setWorkerThreads(1)
                .setWorkerOption(Options.THREAD_DAEMON, true)
                .setHandler(ProxyHandler.builder()
                        .setProxyClient(connections)
                        .setMaxConnectionRetries(0)
                        .setMaxRequestTime(60_000)
                        .build())
                .build();
        server.start();
    }

    /**
     * Starts one listener with one backend set.
     *
     * @param backends of the set, as of now; asked for each request
     * @param network that the backends' addresses are of
     * @param check of their health
     * @param checked told of each backend's name and health after each check; must return at once
     */
    public static HttpLoadBalancer start(
            Supplier<List<BackendState>> backends,
            PrivateNetwork network,
            HealthCheck check,
            BiConsumer<String, HealthCheckStatus> checked) {
        return start(backends, Optional::empty, network, check, checked);
    }

    /**
     * As above, for a set that may keep clients at their backend.
     *
     * @param sessions how it does that, as of now; asked for each request
     */
    public static HttpLoadBalancer start(
            Supplier<List<BackendState>> backends,
            Supplier<Optional<StickySessions>> sessions,
            PrivateNetwork network,
            HealthCheck check,
            BiConsumer<String, HealthCheckStatus> checked) {
        return new HttpLoadBalancer(backends, sessions, network, check, checked);
    }

    @Override
    public URI url() {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/");
    }

    @Override
    public void close() {
        health.close();
        server.stop();
        connections.close();
        executor.shutdownNow();
    }
}
