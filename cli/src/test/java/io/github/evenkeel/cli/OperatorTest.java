package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The procedure by hand, as an operator does it, with the command line tools as they are. Runs where the system
 * properties {@code evenkeel.oci.cli} and {@code evenkeel.kubectl} name them.
 */
@EnabledIfSystemProperty(named = "evenkeel.oci.cli", matches = ".+")
@EnabledIfSystemProperty(named = "evenkeel.kubectl", matches = ".+")
class OperatorTest {
    private static final String NODE = "10.0.10.2";
    private static final String BACKEND = NODE + ":30080";
    private static final List<String> DONE =
            List.of("--wait-for-state", "SUCCEEDED", "--wait-interval-seconds", "1", "--max-wait-seconds", "180");

    @Test
    void replacesANodeWithoutLosingARequest(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start()) {
            Tools tools = new Tools(serving, files.resolve("errors.txt"));
            assertThat(tools.kubectl("get", "pod", "-A")).contains("coredns", "Running");
            assertThat(tools.kubectl("describe", "node", NODE)).contains("MemoryPressure", "Allocatable");

            tools.upgrade();
            tools.lb(
                    "backend",
                    "update",
                    BACKEND,
                    "--drain",
                    "yes",
                    "--offline",
                    "no",
                    "--backup",
                    "no",
                    "--weight",
                    "1");
            assertThat(tools.kubectl("cordon", NODE)).contains("cordoned");
            assertThat(tools.kubectl("drain", NODE, "--ignore-daemonsets", "--delete-emptydir-data"))
                    .contains("drained");
            String replacement = tools.replace();
            tools.lb("backend", "delete", BACKEND, "--force");
            tools.lb("backend", "create", "", "--ip-address", replacement, "--port", "30080");
            Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(
                            tools.health(replacement + ":30080"))
                    .isEqualTo("OK"));
            assertThat(tools.kubectl("get", "node")).contains(replacement).doesNotContain(NODE + " ");

            JsonNode traffic = serving.end();
            assertThat(traffic.path("sent").asLong()).isPositive();
            assertThat(traffic.path("failed").asLong()).isZero();
        }
    }

    private record Tools(Serving serving, Path errors) {
        void upgrade() throws IOException, InterruptedException {
            String cluster = id("CLUSTER_ID");
            oci("ce", "cluster", "update", "--cluster-id", cluster, "--kubernetes-version", "v1.32.1");
            String image = "";
            JsonNode options = answer("ce", "node-pool-options", "get", "--node-pool-option-id", cluster);
            for (JsonNode source : options.path("data").path("sources")) {
                if (source.path("source-name").asText().startsWith("Oracle-Linux-8.10-2025.09.16-0-OKE-1.32.1")) {
                    image = source.path("image-id").asText();
                }
            }
            assertThat(image).startsWith("ocid1.image.");
            String details = "{\"sourceType\": \"IMAGE\", \"imageId\": \"" + image + "\"}";
            oci(
                    "ce",
                    "node-pool",
                    "update",
                    "--node-pool-id",
                    id("NODE_POOL_ID"),
                    "--kubernetes-version",
                    "v1.32.1",
                    "--node-source-details",
                    details,
                    "--force");
        }

        /** Deletes the node so that its pool makes another one; answers with that one's address. */
        String replace() throws IOException, InterruptedException {
            String pool = id("NODE_POOL_ID");
            String instance = "";
            for (JsonNode node : nodes(pool)) {
                if (node.path("private-ip").asText().equals(NODE)) {
                    instance = node.path("id").asText();
                }
            }
            oci(
                    "ce",
                    "node-pool",
                    "delete-node",
                    "--node-pool-id",
                    pool,
                    "--node-id",
                    instance,
                    "--is-decrement-size",
                    "false",
                    "--override-eviction-grace-duration",
                    "PT0M",
                    "--force");
            List<String> made = new ArrayList<>();
            for (JsonNode node : nodes(pool)) {
                if (node.path("kubernetes-version").asText().equals("v1.32.1")
                        && node.path("lifecycle-state").asText().equals("ACTIVE")) {
                    made.add(node.path("private-ip").asText());
                }
            }
            assertThat(made).hasSize(1);
            kubectl("wait", "--for=condition=Ready", "node/" + made.get(0), "--timeout=2m");
            return made.get(0);
        }

        void lb(String command, String verb, String backend, String... more) throws IOException, InterruptedException {
            List<String> line = new ArrayList<>(List.of("lb", command, verb));
            line.addAll(List.of("--load-balancer-id", id("LOAD_BALANCER_ID"), "--backend-set-name", id("BACKEND_SET")));
            if (!backend.isEmpty()) {
                line.addAll(List.of("--backend-name", backend));
            }
            line.addAll(List.of(more));
            oci(line.toArray(String[]::new));
        }

        String health(String backend) throws IOException, InterruptedException {
            return answer(
                            "lb",
                            "backend-health",
                            "get",
                            "--load-balancer-id",
                            id("LOAD_BALANCER_ID"),
                            "--backend-set-name",
                            id("BACKEND_SET"),
                            "--backend-name",
                            backend)
                    .path("data")
                    .path("status")
                    .asText();
        }

        private JsonNode nodes(String pool) throws IOException, InterruptedException {
            return answer("ce", "node-pool", "get", "--node-pool-id", pool)
                    .path("data")
                    .path("nodes");
        }

        private void oci(String... arguments) throws IOException, InterruptedException {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(DONE);
            answer(all.toArray(String[]::new));
        }

        private JsonNode answer(String... arguments) throws IOException, InterruptedException {
            return tools().oci(arguments);
        }

        String kubectl(String... arguments) throws IOException, InterruptedException {
            return tools().kubectl(arguments);
        }

        private String id(String variable) {
            return tools().id(variable);
        }

        private CommandLineTools tools() {
            return new CommandLineTools(serving, errors);
        }
    }
}
