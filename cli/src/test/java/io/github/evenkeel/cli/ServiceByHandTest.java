package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the controller of Services does to a load balancer, seen by hand with the command line tools as they are. Runs
 * where the system properties {@code evenkeel.oci.cli} and {@code evenkeel.kubectl} name them.
 */
@EnabledIfSystemProperty(named = "evenkeel.oci.cli", matches = ".+")
@EnabledIfSystemProperty(named = "evenkeel.kubectl", matches = ".+")
class ServiceByHandTest {
    private static final String SERVICE = "service/ingress-nginx-ingress";
    private static final String EXCLUSION = "node.kubernetes.io/exclude-from-external-load-balancers";
    private static final String FIRST = "10.0.10.2";
    private static final String SECOND = "10.0.10.3";
    private static final String THIRD = "10.0.10.4";

    @Test
    void theLoadBalancerOfAService(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start("--exposure", "service", "--nodes", "3")) {
            Session session = new Session(new CommandLineTools(serving, files.resolve("errors.txt")));

            session.isFoundByTheUidOfTheService();
            session.namesAndHealth();
            session.aDrainStaysWhileANodeIsCordoned();
            session.theLabelTakesANodeOutAndClearsTheDrain();
            session.withoutTheLabelTheNodeIsBack();
            session.aLabelThatIsNotTrueChangesNothing();
            session.theSetIsNeverEmptied();
            session.aNewNodeIsAddedByItself();
            session.aNodeThatIsDeletedLeavesByItself();
            session.aSelectorChoosesNodes();

            assertThat(serving.end().path("sent").asLong()).isPositive();
        }
    }

    @Test
    void theNetworkLoadBalancerOfAService(@TempDir Path files) throws IOException, InterruptedException {
        Path manifest = Files.writeString(
                files.resolve("service.yaml"),
                """
                apiVersion: v1
                kind: Service
                metadata:
                  name: stream
                  annotations:
                    oci.oraclecloud.com/load-balancer-type: nlb
                spec:
                  type: LoadBalancer
                  externalTrafficPolicy: Local
                  selector: {app: stream}
                  ports: [{port: 9000}]
                """);
        try (Serving serving = Serving.start("--exposure", "service-nlb", "--nodes", "2")) {
            CommandLineTools tools = new CommandLineTools(serving, files.resolve("errors.txt"));

            tools.kubectl("create", "--validate=false", "-f", manifest.toString());
            tools.kubectl(
                    "wait", "--for=jsonpath={.status.loadBalancer.ingress[0].ip}", "service/stream", "--timeout=1m");

            String uid = tools.kubectl("get", "service/stream", "-o", "jsonpath={.metadata.uid}");
            JsonNode found = tools.oci(
                            "nlb",
                            "network-load-balancer",
                            "list",
                            "--compartment-id",
                            tools.id("COMPARTMENT_ID"),
                            "--display-name",
                            uid)
                    .path("data")
                    .path("items");
            assertThat(found).hasSize(1);
            JsonNode set = found.path(0).path("backend-sets").path("TCP-9000");
            assertThat(set.path("backends")).hasSize(2);
            assertThat(set.path("health-checker").path("port").asText())
                    .isEqualTo(tools.kubectl("get", "service/stream", "-o", "jsonpath={.spec.healthCheckNodePort}"));

            tools.kubectl("delete", "service/stream", "--wait=true");
            assertThat(tools.kubectl("get", "service", "--ignore-not-found", "stream"))
                    .isEmpty();
        }
    }

    private record Session(CommandLineTools tools) {
        void isFoundByTheUidOfTheService() throws IOException, InterruptedException {
            String uid = service("{.metadata.uid}");
            JsonNode found = tools.oci(
                            "lb",
                            "load-balancer",
                            "list",
                            "--compartment-id",
                            tools.id("COMPARTMENT_ID"),
                            "--display-name",
                            uid)
                    .path("data");
            assertThat(found).hasSize(1);
            assertThat(found.path(0).path("id").asText()).isEqualTo(tools.id("LOAD_BALANCER_ID"));
            assertThat(found.path(0)
                            .path("ip-addresses")
                            .path(0)
                            .path("ip-address")
                            .asText())
                    .isEqualTo(service("{.status.loadBalancer.ingress[0].ip}"));
        }

        void namesAndHealth() throws IOException, InterruptedException {
            JsonNode balancer = balancer();
            assertThat(balancer.path("listeners")
                            .path("HTTP-80")
                            .path("default-backend-set-name")
                            .asText())
                    .isEqualTo("TCP-80");
            JsonNode checker = balancer.path("backend-sets").path("TCP-80").path("health-checker");
            assertThat(checker.path("port").asInt()).isEqualTo(10256);
            assertThat(checker.path("url-path").asText()).isEqualTo("/healthz");
            assertThat(addresses()).containsExactly(FIRST, SECOND, THIRD);
            assertThat(backends()).allSatisfy(backend -> {
                assertThat(backend.path("port").asInt()).isEqualTo(30080);
                assertThat(backend.path("weight").asInt()).isOne();
            });
        }

        void aDrainStaysWhileANodeIsCordoned() throws IOException, InterruptedException {
            tools.oci(
                    "lb",
                    "backend",
                    "update",
                    "--load-balancer-id",
                    tools.id("LOAD_BALANCER_ID"),
                    "--backend-set-name",
                    "TCP-80",
                    "--backend-name",
                    FIRST + ":30080",
                    "--drain",
                    "true",
                    "--offline",
                    "false",
                    "--backup",
                    "false",
                    "--weight",
                    "3",
                    "--wait-for-state",
                    "SUCCEEDED",
                    "--wait-interval-seconds",
                    "1");
            tools.kubectl("cordon", THIRD);
            assertThat(drained()).containsExactly(FIRST);
            tools.kubectl("uncordon", THIRD);
        }

        void theLabelTakesANodeOutAndClearsTheDrain() throws IOException, InterruptedException {
            int before = rewrites();
            tools.kubectl("label", "node", SECOND, EXCLUSION + "=true");
            awaitAddresses(FIRST, THIRD);
            assertThat(drained()).isEmpty();
            assertThat(backends())
                    .allSatisfy(backend ->
                            assertThat(backend.path("weight").asInt()).isOne());
            assertThat(rewrites()).isEqualTo(before + 1);
        }

        void withoutTheLabelTheNodeIsBack() throws IOException, InterruptedException {
            tools.kubectl("label", "node", SECOND, EXCLUSION + "-");
            awaitAddresses(FIRST, SECOND, THIRD);
        }

        void aLabelThatIsNotTrueChangesNothing() throws IOException, InterruptedException {
            int before = rewrites();
            tools.kubectl("label", "node", SECOND, EXCLUSION + "=false");
            assertThat(rewrites()).isEqualTo(before);
            assertThat(addresses()).containsExactly(FIRST, SECOND, THIRD);
            tools.kubectl("label", "node", SECOND, EXCLUSION + "-");
        }

        void theSetIsNeverEmptied() throws IOException, InterruptedException {
            tools.kubectl("label", "node", FIRST, SECOND, EXCLUSION + "=true");
            awaitAddresses(THIRD);
            tools.kubectl("label", "node", THIRD, EXCLUSION + "=true");
            assertThat(addresses()).containsExactly(THIRD);
            tools.kubectl("label", "node", "--all", EXCLUSION + "-");
            awaitAddresses(FIRST, SECOND, THIRD);
        }

        void aNewNodeIsAddedByItself() throws IOException, InterruptedException {
            tools.oci(
                    "ce", "node-pool", "update", "--node-pool-id", tools.id("NODE_POOL_ID"), "--size", "4", "--force");
            awaitAddresses(FIRST, SECOND, THIRD, "10.0.10.5");
        }

        void aNodeThatIsDeletedLeavesByItself() throws IOException, InterruptedException {
            String instance = tools.kubectl("get", "node", FIRST, "-o", "jsonpath={.spec.providerID}");
            tools.oci(
                    "ce",
                    "node-pool",
                    "delete-node",
                    "--node-pool-id",
                    tools.id("NODE_POOL_ID"),
                    "--node-id",
                    instance,
                    "--is-decrement-size",
                    "true",
                    "--override-eviction-grace-duration",
                    "PT0M",
                    "--force");
            awaitAddresses(SECOND, THIRD, "10.0.10.5");
            assertThat(tools.kubectl("get", "node", "-o", "name")).doesNotContain(FIRST + "\n");
        }

        void aSelectorChoosesNodes() throws IOException, InterruptedException {
            tools.kubectl("label", "node", SECOND, THIRD, "front=yes");
            tools.kubectl(
                    "annotate", "-n", "kube-system", SERVICE, "oci.oraclecloud.com/node-label-selector=front=yes");
            awaitAddresses(SECOND, THIRD);
        }

        private String service(String path) throws IOException, InterruptedException {
            return tools.kubectl("get", "-n", "kube-system", SERVICE, "-o", "jsonpath=" + path);
        }

        private JsonNode balancer() throws IOException, InterruptedException {
            return tools.oci("lb", "load-balancer", "get", "--load-balancer-id", tools.id("LOAD_BALANCER_ID"))
                    .path("data");
        }

        private List<JsonNode> backends() throws IOException, InterruptedException {
            List<JsonNode> all = new ArrayList<>();
            balancer().path("backend-sets").path("TCP-80").path("backends").forEach(all::add);
            return all;
        }

        private List<String> addresses() throws IOException, InterruptedException {
            return backends().stream()
                    .map(backend -> backend.path("ip-address").asText())
                    .sorted()
                    .toList();
        }

        private List<String> drained() throws IOException, InterruptedException {
            return backends().stream()
                    .filter(backend -> backend.path("drain").asBoolean())
                    .map(backend -> backend.path("ip-address").asText())
                    .toList();
        }

        private void awaitAddresses(String... addresses) {
            await().atMost(Duration.ofMinutes(1)).until(() -> addresses().equals(List.of(addresses)));
        }

        /** How often the whole set was written. */
        private int rewrites() throws IOException, InterruptedException {
            JsonNode requests = tools.oci(
                            "lb", "work-request", "list", "--load-balancer-id", tools.id("LOAD_BALANCER_ID"), "--all")
                    .path("data");
            int count = 0;
            for (JsonNode request : requests) {
                if (request.path("type").asText().equals("UpdateBackendSet")) {
                    count++;
                }
            }
            return count;
        }
    }
}
