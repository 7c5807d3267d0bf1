package io.github.evenkeel.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application rolls a sandbox, over HTTP alone. */
@Timeout(240)
class RollingApplicationTest {
    private final HttpClient http = HttpClient.newHttpClient();

    private ConfigurableApplicationContext start(Sandbox sandbox, Path files) {
        SpringApplication application = new SpringApplication(RollingApplication.class);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("kubernetes", sandbox.kubernetes()));
        return application.run(
                "--server.port=0",
                "--CLUSTER_ID=" + sandbox.clusterId(),
                "--LOAD_BALANCER_ID=" + sandbox.loadBalancerId(),
                "--evenkeel.oci.config-file=" + sandbox.writeOciConfig(files),
                "--evenkeel.oci.endpoint=" + sandbox.ociEndpoint(),
                "--evenkeel.timing.propagation=300ms",
                "--evenkeel.timing.connection-drain=1s",
                "--evenkeel.timing.quiet=300ms",
                "--evenkeel.timing.soak=300ms",
                "--evenkeel.timing.poll=100ms");
    }

    @Test
    void aRollIsApprovedFollowedAndMeasuredOverHttp(@TempDir Path files) throws Exception {
        try (Sandbox sandbox = Sandbox.builder().nodes(3).start();
                ConfigurableApplicationContext context = start(sandbox, files)) {
            String address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
            String endpoint = address + "/actuator/evenkeel";
            assertThat(get(endpoint)).contains("\"state\":\"NONE\"");
            assertThat(get(address + "/preview")).contains("\"blockers\":[]").contains("delete the node");

            assertThat(post(address + "/rolls", "").body()).isNotEmpty();
            await(endpoint, "waitingFor\":\"", "change-board");
            assertThat(post(endpoint + "/approve", "{}").statusCode()).isEqualTo(400);
            assertThat(post(endpoint + "/approve", "{\"gate\": \"change-board\", \"approver\": \"Ada\"}")
                            .statusCode())
                    .isEqualTo(200);
            await(endpoint, "nodesUnderWay\":[{", "10.0.10.");
            post(endpoint + "/pause", "");
            await(endpoint, "\"state\":\"PAUSED\"");
            post(endpoint + "/resume", "");
            await(endpoint, "\"state\":\"ENDED\"", "\"nodesDone\":3");

            assertThat(get(address + "/actuator/metrics/evenkeel.nodes.ended")).contains("\"value\":3.0");
            assertThat(sandbox.administrator().nodes().list().getItems())
                    .hasSize(3)
                    .allSatisfy(
                            node -> assertThat(node.getStatus().getNodeInfo().getKubeletVersion())
                                    .startsWith("v1.32.1"));
        }
    }

    private void await(String address, String... parts) throws IOException, InterruptedException {
        String body = get(address);
        for (int look = 0; look < 1000 && !containsAll(body, parts); look++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            body = get(address);
        }
        assertThat(body).contains(parts);
    }

    private static boolean containsAll(String body, String... parts) {
        for (String part : parts) {
            if (!body.contains(part)) {
                return false;
            }
        }
        return true;
    }

    private String get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> post(String address, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
