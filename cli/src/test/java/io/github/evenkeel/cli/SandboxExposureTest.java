package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

    private SandboxRoll behind(String exposure) {
        return new SandboxRoll(printed, "--exposure", exposure);
    }

    @Test
    void losesNoRequestBehindANetworkLoadBalancer(@TempDir Path files) throws IOException {
        JsonNode read = behind("nlb").losesNone(3, files);

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
        JsonNode read = behind(exposure).losesNone(3, files);

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
        behind(exposure).losesSomeWithoutTheDrain(3);
    }

    @Test
    void losesRequestsThereWithoutTheDrain() {
        behind("nlb").losesSomeWithoutTheDrain(3);
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
