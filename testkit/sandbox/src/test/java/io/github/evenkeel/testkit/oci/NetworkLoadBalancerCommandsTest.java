package io.github.evenkeel.testkit.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Network Load Balancer as a person at a shell sees it. Needs the {@code oci} command. */
@Timeout(240)
@EnabledIfSystemProperty(named = "evenkeel.oci.cli", matches = ".+")
class NetworkLoadBalancerCommandsTest {
    private static final String WAIT = "--wait-for-state SUCCEEDED --wait-interval-seconds 1";

    private final Path files;

    NetworkLoadBalancerCommandsTest(@TempDir Path files) {
        this.files = files;
    }

    @Test
    void aSessionByHand() throws IOException, InterruptedException {
        try (OciEmulator emulator = OciEmulator.builder()
                .timings(Timings.quick().loadBalancerChange(Duration.ofMillis(100)))
                .networkLoadBalancer(LoadBalancerSpec.named("front")
                        .tcpListener("tcp", 80, "web")
                        .backendSet(BackendSetSpec.named("web").everyNode(30080)))
                .start()) {
            String config = emulator.writeCliConfig(files).toString();
            String id = emulator.networkLoadBalancerId();
            String inSet = " --network-load-balancer-id " + id + " --backend-set-name web ";
            String first = emulator.backends(id, "web").get(0).name();

            JsonNode listed =
                    oci(emulator, config, "network-load-balancer list --compartment-id " + emulator.compartmentId());
            assertThat(listed.path("data")
                            .path("items")
                            .get(0)
                            .path("lifecycle-state")
                            .asText())
                    .isEqualTo("ACTIVE");
            JsonNode waited = oci(
                    emulator,
                    config,
                    "backend update" + inSet + "--backend-name " + first + " --is-drain true " + WAIT);
            assertThat(waited.path("data").path("operation-type").asText()).isEqualTo("UPDATE_BACKEND");
            assertThat(waited.path("data").path("status").asText()).isEqualTo("SUCCEEDED");
            JsonNode read = oci(emulator, config, "backend get" + inSet + "--backend-name " + first);
            assertThat(read.path("data").path("is-drain").asBoolean()).isTrue();

            oci(emulator, config, "backend create" + inSet + "--ip-address 10.9.9.9 --port 80 " + WAIT);
            oci(emulator, config, "backend delete" + inSet + "--backend-name 10.9.9.9:80 --force " + WAIT);
            assertThat(oci(emulator, config, "backend list" + inSet)
                            .path("data")
                            .path("items"))
                    .hasSize(3);
            oci(
                    emulator,
                    config,
                    "backend-set create --network-load-balancer-id " + id
                            + " --name db --policy THREE_TUPLE --health-checker {\"protocol\":\"TCP\",\"port\":5432} "
                            + WAIT);
            oci(
                    emulator,
                    config,
                    "listener create --network-load-balancer-id " + id
                            + " --name db --protocol TCP --port 5432 --default-backend-set-name db " + WAIT);
            assertThat(oci(emulator, config, "listener list --network-load-balancer-id " + id)
                            .path("data")
                            .path("items"))
                    .hasSize(2);
            assertThat(oci(emulator, config, "backend-set-health get" + inSet)
                            .path("data")
                            .path("status")
                            .asText())
                    .isEqualTo("UNKNOWN");
            assertThat(oci(emulator, config, "work-request list --compartment-id " + emulator.compartmentId())
                            .path("data")
                            .path("items"))
                    .hasSize(5);
        }
    }

    private static JsonNode oci(OciEmulator emulator, String config, String command)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                System.getProperty("evenkeel.oci.cli"),
                "--endpoint",
                emulator.endpoint().toString(),
                "nlb"));
        words.addAll(List.of(command.strip().split(" +")));
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("OCI_CLI_CONFIG_FILE", config);
        builder.environment().put("OCI_CLI_SUPPRESS_FILE_PERMISSIONS_WARNING", "True");
        builder.environment().put("SUPPRESS_LABEL_WARNING", "True");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", words, printed).isZero();
        return new ObjectMapper().readTree(printed);
    }
}
