package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sandbox's roll, as {@code java -jar sandbox.jar roll} runs it. */
@Order(5)
@Execution(ExecutionMode.CONCURRENT)
class RollCommandTest {
    /** Of one operation that Evenkeel does not call, see the README. The line is there: it shows that warnings are. */
    private static final Pattern STREAMS = Pattern.compile(
            "WARN .*ContainerEngineClient Warning for OCI SDK usage .* return a stream : \\[createKubeconfig]");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final RollCommand command = new RollCommand(new PrintStream(printed, true, StandardCharsets.UTF_8));

    /** In a process of its own, which prints what a person at a shell sees: warnings of every library, too. */
    @Test
    void losesNoRequestAndWarnsOfNothing(@TempDir Path files) throws IOException, InterruptedException {
        Path report = files.resolve("roll.json");
        Path shown = files.resolve("shown.txt");
        Path warned = files.resolve("warned.txt");
        Process process = new ProcessBuilder(Serving.java(
                        SandboxMain.class,
                        Serving.EXTRA_STREAM_LOGS + "true",
                        "roll",
                        "--nodes",
                        "2",
                        "--report",
                        report.toString()))
                .redirectOutput(shown.toFile())
                .redirectError(warned.toFile())
                .start();
        assertThat(process.waitFor())
                .as("%s%n%s", Files.readString(shown), Files.readString(warned))
                .isZero();

        JsonNode read = new ObjectMapper().readTree(report.toFile());
        assertThat(read.path("outcome").asText()).isEqualTo("COMPLETED");
        assertThat(read.path("nodes")).hasSize(2);
        assertThat(read.path("requests").path("sent").asLong()).isGreaterThan(500);
        assertThat(read.path("requests").path("failed").asLong(-1)).isZero();
        assertThat(read.path("ociCalls").path("DeleteNode").asLong()).isEqualTo(2);
        assertThat(read.path("kubernetesCalls").path("patch nodes").asLong()).isPositive();
        assertThat(Files.readString(shown))
                .contains("node           replaced by", "10.0.10.2", "COMPLETED", "0 failed");
        assertThat(Files.readAllLines(warned)).anyMatch(STREAMS.asPredicate());
        assertThat(Files.readAllLines(warned))
                .filteredOn(line -> !STREAMS.matcher(line).find())
                .isEmpty();
    }

    @Test
    void losesRequestsWithoutTheDrainOfTheLoadBalancer() throws IOException, InterruptedException {
        assertThat(command.run(List.of("--nodes", "2", "--skip-lb-drain"))).isEqualTo(1);
        assertThat(text()).contains("COMPLETED").doesNotContain(", 0 failed");
    }

    @Test
    void showsThePlanAndTouchesNothing() throws IOException, InterruptedException {
        assertThat(command.run(List.of("--nodes", "2", "--plan-only"))).isZero();
        assertThat(text()).contains("upgrade the control plane", "evict the node's pods", "swap the backends");
    }

    @Test
    void refusesOptionsThatItDoesNotKnow() {
        assertThatThrownBy(() -> command.run(List.of("--nodes", "many")))
                .isInstanceOf(Arguments.UsageException.class)
                .hasMessageContaining("many");
        assertThatThrownBy(() -> command.run(List.of("--skip-everything")))
                .isInstanceOf(Arguments.UsageException.class)
                .hasMessageContaining("--skip-everything");
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
