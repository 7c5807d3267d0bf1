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

/** Three nodes are added to the sandbox's pool while its nodes are rolled under traffic. */
@Order(4)
@Execution(ExecutionMode.CONCURRENT)
class SandboxSurgeTest {
    private final Printed printed = new Printed();

    @Test
    void losesNoRequestAndTakesNoNodeAway(@TempDir Path files) throws IOException {
        JsonNode read = new SandboxRoll(printed, "--max-surge", "3").losesNone(12, files);

        assertThat(read.path("peakUnavailable").asInt(-1)).isZero();
        assertThat(read.path("peakMachines").asInt()).isEqualTo(15);
    }

    @Test
    void losesRequestsWithoutTheDrainOfTheLoadBalancer() {
        new SandboxRoll(printed, "--max-surge", "3").losesSomeWithoutTheDrain(6);
    }
}
