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

/** Three nodes are added to the sandbox's pool while its nodes are rolled under traffic. */
@Order(4)
@Execution(ExecutionMode.CONCURRENT)
class SandboxSurgeTest {
    private final Printed printed = new Printed();

    @Test
    void losesNoRequestAndTakesNoNodeAway(@TempDir Path files) throws IOException {
        Path report = files.resolve("roll.json");

        int status = printed.run("sandbox", "roll", "--nodes", "12", "--max-surge", "3", "--report", report.toString());

        assertThat(status).as(printed.out()).isZero();
        JsonNode read = new ObjectMapper().readTree(report.toFile());
        assertThat(read.path("nodes")).hasSize(12);
        assertThat(read.path("requests").path("sent").asLong()).isGreaterThan(500);
        assertThat(read.path("requests").path("failed").asLong(-1)).isZero();
        assertThat(read.path("peakUnavailable").asInt(-1)).isZero();
        assertThat(read.path("peakMachines").asInt()).isEqualTo(15);
    }

    @Test
    void losesRequestsWithoutTheDrainOfTheLoadBalancer() {
        assertThat(printed.run("sandbox", "roll", "--nodes", "6", "--max-surge", "3", "--skip-lb-drain"))
                .isEqualTo(1);
        assertThat(printed.out()).contains("COMPLETED").doesNotContain(", 0 failed");
    }
}
