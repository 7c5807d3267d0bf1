package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.Timing;
import io.github.evenkeel.spi.ServiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.LoggerFactory;

/** A wrong server in the kubeconfig. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SilentServerTest {
    @Test
    void aServerThatTakesConnectionsAndAnswersNothingIsNamed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            previewGivesUpAndNames(
                    silent.getLocalPort(), Duration.ofMillis(1300), Duration.ofSeconds(6)); // five requests each
        }
    }

    @Test
    void aPortThatIsClosedIsNamed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        previewGivesUpAndNames(
                port,
                Duration.ofSeconds(6),
                Duration.ofSeconds(9)); // the last attempt is three seconds earlier at most
    }

    private static void previewGivesUpAndNames(int port, Duration request, Duration limit) {
        String address = "http://127.0.0.1:" + port;
        Logger logger = logger();
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.WARN);
        logger.addAppender(appender);
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl(address)
                        .build())
                .build()) {
            DrainPlan plan = DrainPlan.forNode(KubernetesWorkloads.of(client), ServedWorkloads.NODE)
                    .withTiming(Timing.defaults().withCalls(calls -> calls.withBackoff(Duration.ofMillis(100))
                            .withRequest(request)
                            .withPreview(limit)));

            assertThat(catchThrowableOfType(ServiceException.class, plan::preview))
                    .hasMessageContaining(address);
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(before);
        }
        List<ILoggingEvent> events = new ArrayList<>(appender.list);
        assertThat(events)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains(address))
                .singleElement()
                .asString()
                .contains("has not answered for 5 s");
        assertThat(events).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
    }

    /** While another thread sets up the logging, there are only substitutes. */
    private static Logger logger() {
        await().until(() -> LoggerFactory.getILoggerFactory() instanceof LoggerContext);
        return (Logger) LoggerFactory.getLogger("io.github.evenkeel.run.lease");
    }
}
