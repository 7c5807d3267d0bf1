package io.github.evenkeel.testkit.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.HealthCheckStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The balancer for TCP in front of servers that say who they are, and then echo. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class TcpLoadBalancerTest {
    private final PrivateNetwork network = new PrivateNetwork();
    private final List<BackendState> backends = new CopyOnWriteArrayList<>();
    private final Map<String, HealthCheckStatus> health = new ConcurrentHashMap<>();
    private final Map<Integer, ServerSocket> servers = new ConcurrentHashMap<>();
    private volatile boolean failsOpen;
    private volatile Duration idleTimeout = Duration.ofMinutes(6);
    private final TcpLoadBalancer balancer = TcpLoadBalancer.start(
            () -> backends,
            () -> failsOpen,
            () -> idleTimeout,
            network,
            new HealthCheck("/", Duration.ofMillis(20), Duration.ofSeconds(2), 2).ofConnection(),
            health::put);

    @AfterEach
    void stop() throws IOException {
        balancer.close();
        for (ServerSocket server : servers.values()) {
            server.close();
        }
        network.close();
    }

    private void backend(int number) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        servers.put(number, server);
        daemon(() -> {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> serve(number, socket));
            }
        });
        network.listen(ip(number), 80, new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
        put(number, false, false, false);
        await().until(() -> health.get(ip(number) + ":80") == HealthCheckStatus.OK);
    }

    private static void serve(int number, Socket socket) throws IOException {
        try (socket) {
            socket.getOutputStream().write(number);
            socket.getInputStream().transferTo(socket.getOutputStream());
            socket.getOutputStream().write("bye".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String ip(int number) {
        return "10.0.10." + number;
    }

    private void put(int number, boolean drain, boolean offline, boolean backup) {
        backends.removeIf(backend -> backend.ipAddress().equals(ip(number)));
        backends.add(new BackendState(ip(number), 80, 1, 0, drain, offline, backup));
    }

    private Socket connect() throws IOException {
        return connect(balancer);
    }

    private static Socket connect(TcpLoadBalancer to) throws IOException {
        Socket socket = new Socket(to.url().getHost(), to.url().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Who answered; -1 if the connection was closed. */
    private int whoAnswers() throws IOException {
        return whoAnswers(balancer);
    }

    private static int whoAnswers(TcpLoadBalancer to) throws IOException {
        try (Socket socket = connect(to)) {
            return socket.getInputStream().read();
        }
    }

    private List<Integer> answers(int connections) throws IOException {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            all.add(whoAnswers());
        }
        return all;
    }

    private static int echo(Socket socket, int what) throws IOException {
        socket.getOutputStream().write(what);
        return socket.getInputStream().read();
    }

    @Test
    void spreadsConnectionsOverHealthyBackends() throws IOException {
        backend(1);
        backend(2);

        assertThat(answers(6)).containsOnly(1, 2);
    }

    @Test
    void aConnectionStaysAtADrainedBackendAndNewOnesGoElsewhere() throws IOException {
        backend(1);
        try (Socket early = connect()) {
            assertThat(early.getInputStream().read()).isEqualTo(1);
            backend(2);
            put(1, true, false, false);

            assertThat(answers(6)).containsOnly(2);
            for (int i = 0; i < 6; i++) {
                await().pollDelay(Duration.ofMillis(100)).until(() -> true);
                assertThat(echo(early, i)).isEqualTo(i);
            }
        }
    }

    @Test
    void aConnectionIsCutWhenItsBackendIsOfflineOrGone() throws IOException {
        backend(1);
        try (Socket early = connect()) {
            assertThat(early.getInputStream().read()).isEqualTo(1);
            put(1, true, true, false);
            assertThat(early.getInputStream().read()).isEqualTo(-1);
        }
        put(1, false, false, false);
        await().until(() -> whoAnswers() == 1);
        try (Socket again = connect()) {
            assertThat(again.getInputStream().read()).isEqualTo(1);
            backends.clear();
            assertThat(again.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionThatIsIdleForTooLongIsClosed() throws IOException {
        backend(1);
        idleTimeout = Duration.ofMillis(400);
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            for (int i = 0; i < 8; i++) {
                await().pollDelay(Duration.ofMillis(100)).until(() -> true);
                assertThat(echo(socket, i)).as("while it is used").isEqualTo(i);
            }
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void backupsServeOnlyWhenNoOtherPassesItsHealthCheck() throws IOException {
        backend(1);
        backend(2);
        put(2, false, false, true);
        assertThat(answers(4)).containsOnly(1);

        Objects.requireNonNull(servers.get(1)).close();

        await().until(() -> health.get(ip(1) + ":80") == HealthCheckStatus.CONNECT_FAILED);
        await().untilAsserted(() -> assertThat(answers(4)).containsOnly(2));
    }

    @Test
    void withoutAHealthyBackendAConnectionIsClosedUnlessTheSetFailsOpen() throws IOException {
        backend(1);
        Map<String, HealthCheckStatus> unhealthy = new ConcurrentHashMap<>();
        try (TcpLoadBalancer checksAnotherPort = TcpLoadBalancer.start(
                () -> backends,
                () -> failsOpen,
                () -> idleTimeout,
                network,
                HealthCheck.quick().ofConnection().onPort(81),
                unhealthy::put)) {
            await().until(() -> unhealthy.get(ip(1) + ":80") == HealthCheckStatus.CONNECT_FAILED);

            assertThat(whoAnswers(checksAnotherPort)).isEqualTo(-1);
            failsOpen = true;
            assertThat(whoAnswers(checksAnotherPort)).isEqualTo(1);
            put(1, true, false, false);
            assertThat(whoAnswers(checksAnotherPort)).as("drained").isEqualTo(-1);
        }
    }

    @Test
    void aSideThatHasSentAllStillHearsTheOther() throws IOException {
        backend(1);
        try (Socket socket = connect()) {
            byte[] sent = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
            daemon(() -> {
                socket.getOutputStream().write(sent);
                socket.shutdownOutput();
            });

            byte[] heard = socket.getInputStream().readAllBytes();

            assertThat(heard).hasSize(1 + sent.length + 3).endsWith("bye".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
