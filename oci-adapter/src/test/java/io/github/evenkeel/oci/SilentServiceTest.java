package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An endpoint that takes requests and gives no whole answer: the client's own timeouts count from byte to byte. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class SilentServiceTest {
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    /** In what way. */
    enum Silence {
        NEVER_ANSWERS,
        STALLS_IN_THE_BODY,
        TRICKLES
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private String answering(Silence silence) {
        daemon(() -> {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> answer(socket, silence));
            }
        });
        return "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    private static void answer(Socket socket, Silence silence) throws Exception {
        socket.getInputStream().read(new byte[10_000]);
        OutputStream out = socket.getOutputStream();
        if (silence != Silence.NEVER_ANSWERS) {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        while (silence == Silence.TRICKLES) {
            out.write(' ');
            out.flush();
            Thread.sleep(100);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @ParameterizedTest
    @EnumSource
    void aPreviewEndsWithinItsTime(Silence silence) {
        String endpoint = answering(silence);
        Workloads workloads = (Workloads) Proxy.newProxyInstance(
                Workloads.class.getClassLoader(),
                new Class<?>[] {Workloads.class},
                (proxy, method, given) -> List.of());
        try (ContainerEngineClient containers = SdkClients.containerEngine(endpoint);
                LoadBalancerClient balancers = SdkClients.loadBalancer(endpoint)) {
            UpgradePlan plan = UpgradePlan.forCluster(
                            OkeCluster.of(containers, "ocid1.cluster.oc1.iad.aaaa"), workloads)
                    .withLoadBalancer(OciLoadBalancer.of(balancers, "ocid1.loadbalancer.oc1.iad.aaaa"))
                    .withTiming(Timing.defaults().withCalls(calls -> calls.withRequest(Duration.ofSeconds(1))
                            .withPreview(Duration.ofSeconds(2))));

            assertThatThrownBy(plan::preview)
                    .isInstanceOfSatisfying(ServiceException.class, failure -> assertThat(failure.outcome())
                            .isEqualTo(ServiceException.Outcome.UNKNOWN))
                    .hasMessageContaining("no answer within 1.0 s")
                    .hasMessageContaining(endpoint);
        }
    }
}
