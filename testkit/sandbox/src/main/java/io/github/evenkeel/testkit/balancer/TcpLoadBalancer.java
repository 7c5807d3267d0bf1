package io.github.evenkeel.testkit.balancer;

import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.HealthCheckStatus;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Load balancer for TCP, on Netty 4.1 or 4.2, that follows the emulated service's configuration of a network load
 * balancer's backends: weights, drain, offline, backup, fail open, idle timeout, and the results of its own health
 * checks.
 *
 * <p>Each connection goes to one backend, and stays there: if that is drained, the connection goes on until one side
 * ends it or it is idle for too long. It is cut if the backend is taken offline or out of the set. A connection that no
 * backend takes is closed. Thread-safe; its threads are daemons and end with {@link #close}.
 */
public final class TcpLoadBalancer implements TrafficBalancer {
    private static final long MILLIS_BETWEEN_CUTS = 100;

    private final Supplier<List<BackendState>> backends;
    private final BooleanSupplier failsOpen;
    private final Supplier<Duration> idleTimeout;
    private final PrivateNetwork network;
    private final BackendChoice choice = new BackendChoice();
    private final Set<TcpConnection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService executor =
            Executors.newScheduledThreadPool(1, new DefaultThreadFactory("balancer-health", true));
    private final EventLoopGroup loops = new NioEventLoopGroup(2, new DefaultThreadFactory("balancer", true));
    private final HealthChecker health;
    private final Channel listening;

    private TcpLoadBalancer(
            Supplier<List<BackendState>> backends,
            BooleanSupplier failsOpen,
            Supplier<Duration> idleTimeout,
            PrivateNetwork network,
            HealthCheck check,
            BiConsumer<String, HealthCheckStatus> checked) {
        this.backends = backends;
        this.failsOpen = failsOpen;
        this.idleTimeout = idleTimeout;
        this.network = network;
        health = new HealthChecker(backends, network, check, checked, executor);
        listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1_000)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accept(client);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        var unused = executor.scheduleAtFixedRate(
                this::cut, MILLIS_BETWEEN_CUTS, MILLIS_BETWEEN_CUTS, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts one listener with one backend set.
     *
     * @param backends of the set, as of now; asked for each connection
     * @param failsOpen whether all backends get connections when all fail their health check, as of now
     * @param idleTimeout after which a connection is closed, as of now; asked for each connection
     * @param network that the backends' addresses are of
     * @param check of their health
     * @param checked told of each backend's name and health after each check; must return at once
     */
    public static TcpLoadBalancer start(
            Supplier<List<BackendState>> backends,
            BooleanSupplier failsOpen,
            Supplier<Duration> idleTimeout,
            PrivateNetwork network,
            HealthCheck check,
            BiConsumer<String, HealthCheckStatus> checked) {
        return new TcpLoadBalancer(backends, failsOpen, idleTimeout, network, check, checked);
    }

    /** Where clients connect; the scheme is that of the sandbox's clients. */
    @Override
    public URI url() {
        InetSocketAddress address = (InetSocketAddress) listening.localAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/");
    }

    private void accept(SocketChannel client) {
        Optional<BackendState> chosen = choose();
        if (chosen.isEmpty()) {
            var unused = client.close();
            return;
        }
        BackendState backend = chosen.get();
        TcpConnection connection = new TcpConnection(backend.name(), client, idleTimeout.get());
        ChannelFuture connected = new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel server) {
                        connection.join(server);
                    }
                })
                .connect(network.resolve(backend.ipAddress(), backend.port()));
        open.add(connection);
        client.closeFuture().addListener(closed -> open.remove(connection));
        connected.addListener(done -> {
            if (done.isSuccess()) {
                connection.begin();
            } else {
                connection.cut();
            }
        });
    }

    private Optional<BackendState> choose() {
        List<BackendState> now = backends.get();
        boolean allFail = now.stream().noneMatch(backend -> health.isWell(backend.name()));
        return failsOpen.getAsBoolean() && allFail
                ? choice.choose(now, any -> true)
                : choice.choose(now, health::isWell);
    }

    /** Ends the connections to backends that are gone or offline. */
    private void cut() {
        List<BackendState> now = backends.get();
        for (TcpConnection connection : open) {
            if (now.stream().noneMatch(backend -> backend.name().equals(connection.backend()) && !backend.offline())) {
                connection.cut();
            }
        }
    }

    @Override
    public void close() {
        health.close();
        executor.shutdownNow();
        listening.close().syncUninterruptibly();
        open.forEach(TcpConnection::cut);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
