package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox's nodes are rolled under traffic behind other balancers than the one of its backend set. */
@Order(4)
@Execution(ExecutionMode.CONCURRENT)
class SandboxExposureTest {
    private final Printed printed = new Printed();

    @Test
    void losesNoRequestBehindANetworkLoadBalancer(@TempDir Path files) throws IOException {
        Path report = files.resolve("roll.json");

        int status = printed.run("sandbox", "roll", "--exposure", "nlb", "--nodes", "3", "--report", report.toString());

        assertThat(status).as(printed.out()).isZero();
        JsonNode read = new ObjectMapper().readTree(report.toFile());
        assertThat(read.path("nodes")).hasSize(3);
        assertThat(read.path("requests").path("sent").asLong()).isGreaterThan(500);
        assertThat(read.path("requests").path("failed").asLong(-1)).isZero();
        assertThat(read.path("peakUnavailable").asInt()).isEqualTo(1);
        JsonNode calls = read.path("ociCalls");
        assertThat(calls.path("UpdateNetworkBackend").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(calls.path("CreateNetworkBackend").asLong()).isEqualTo(3);
        assertThat(calls.path("DeleteNetworkBackend").asLong()).isEqualTo(3);
        assertThat(calls.has("UpdateBackend")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "service-nlb"})
    void losesNoRequestBehindAService(String exposure, @TempDir Path files) throws IOException {
        Path report = files.resolve("roll.json");

        int status =
                printed.run("sandbox", "roll", "--exposure", exposure, "--nodes", "3", "--report", report.toString());

        assertThat(status).as(printed.out()).isZero();
        JsonNode read = new ObjectMapper().readTree(report.toFile());
        assertThat(read.path("nodes")).hasSize(3);
        assertThat(read.path("requests").path("sent").asLong()).isGreaterThan(500);
        assertThat(read.path("requests").path("failed").asLong(-1)).isZero();
        assertThat(read.path("peakUnavailable").asInt()).isEqualTo(1);
        JsonNode calls = read.path("ociCalls");
        assertThat(calls.path("CreateBackend").asLong()
                        + calls.path("CreateNetworkBackend").asLong())
                .as("new backends are the controller's to add")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "service-nlb"})
    void losesRequestsBehindAServiceWithoutTheDrain(String exposure) {
        assertThat(printed.run("sandbox", "roll", "--exposure", exposure, "--nodes", "3", "--skip-lb-drain"))
                .isEqualTo(1);
        assertThat(printed.out()).contains("COMPLETED").doesNotContain(", 0 failed");
    }

    @Test
    void losesRequestsThereWithoutTheDrain() {
        assertThat(printed.run("sandbox", "roll", "--exposure", "nlb", "--nodes", "3", "--skip-lb-drain"))
                .isEqualTo(1);
        assertThat(printed.out()).contains("COMPLETED").doesNotContain(", 0 failed");
    }

    @Test
    void namesTheExposuresThatThereAre() {
        assertThat(printed.run("sandbox", "roll", "--exposure", "smoke-signals"))
                .isEqualTo(2);
        assertThat(printed.err()).contains("'smoke-signals' is not one of backend-sets, nlb");
        assertThat(printed.run("sandbox", "serve", "--help")).isZero();
        assertThat(printed.out()).contains("how requests reach the nodes: backend-sets, nlb");
    }
}
