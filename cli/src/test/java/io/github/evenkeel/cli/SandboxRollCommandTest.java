package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sandbox's roll, as {@code evenkeel sandbox roll} runs it. */
@Order(5)
@Execution(ExecutionMode.CONCURRENT)
class SandboxRollCommandTest {
    /** Of one operation that Evenkeel does not call, see the README. The line is there: it shows that warnings are. */
    private static final Pattern STREAMS = Pattern.compile(
            "WARN .*ContainerEngineClient Warning for OCI SDK usage .* return a stream : \\[createKubeconfig]");

    private final Printed printed = new Printed();

    /** In a process of its own, which prints what a person at a shell sees: warnings of every library, too. */
    @Test
    void losesNoRequestAndWarnsOfNothing(@TempDir Path files) throws IOException, InterruptedException {
        Path report = files.resolve("roll.json");
        Path page = files.resolve("roll.html");
        Path shown = files.resolve("shown.txt");
        Path warned = files.resolve("warned.txt");
        Process process = new ProcessBuilder(Serving.java(
                        Main.class,
                        Serving.EXTRA_STREAM_LOGS + "true",
                        "sandbox",
                        "roll",
                        "--nodes",
                        "2",
                        "--report",
                        report.toString(),
                        "--html",
                        page.toString()))
                .redirectOutput(shown.toFile())
                .redirectError(warned.toFile())
                .start();
        assertThat(process.waitFor())
                .as("%s%n%s", Files.readString(shown), Files.readString(warned))
                .isZero();

        JsonNode read = new ObjectMapper().readTree(report.toFile());
        assertThat(read.path("outcome").asText()).isEqualTo("COMPLETED");
        assertThat(read.path("nodes")).hasSize(2);
        assertThat(read.path("makespan").asDouble())
                .isPositive()
                .isLessThan(read.path("seconds").asDouble());
        assertThat(read.path("peakUnavailable").asInt()).isEqualTo(1);
        assertThat(read.path("peakMachines").asInt()).isEqualTo(2);
        assertThat(read.path("forecast").path("makespan").asDouble()).isPositive();
        assertThat(read.path("forecast").path("nodes")).hasSize(2);
        assertThat(read.path("actual").path("makespan").asDouble())
                .isEqualTo(read.path("makespan").asDouble());
        assertThat(read.path("actual").path("nodes")).hasSize(2);
        assertThat(read.findValuesAsText("kind")).contains("STEP_STARTED", "WAITING", "NODE_REPLACED");
        assertThat(read.path("samples").size()).isGreaterThan(5);
        assertThat(Files.readString(page)).contains(read.path("runId").asText(), "2 of 2");
        assertThat(read.path("requests").path("sent").asLong()).isGreaterThan(500);
        assertThat(read.path("requests").path("failed").asLong(-1)).isZero();
        assertThat(read.path("ociCalls").path("DeleteNode").asLong()).isEqualTo(2);
        assertThat(read.path("kubernetesCalls").path("patch nodes").asLong()).isPositive();
        assertThat(Files.readString(shown))
                .contains("node           replaced by", "10.0.10.2", "COMPLETED", "0 failed")
                .contains("10.0.10.2: delete the node")
                .doesNotContain("\u001b");
        assertThat(Files.readAllLines(warned)).anyMatch(STREAMS.asPredicate());
        assertThat(Files.readAllLines(warned))
                .filteredOn(line -> !STREAMS.matcher(line).find())
                .isEmpty();
    }

    @Test
    void losesRequestsWithoutTheDrainOfTheLoadBalancer() {
        new SandboxRoll(printed).losesSomeWithoutTheDrain(2);
    }

    @Test
    void showsThePlanAndTouchesNothing() {
        assertThat(run("--nodes", "2", "--plan-only")).isZero();
        assertThat(printed.out())
                .contains("forecast: ", "upgrade the control plane", "evict the node's pods", "swap the backends");
    }

    @Test
    void refusesOptionsThatItDoesNotKnow(@TempDir Path files) {
        assertThat(run("--nodes", "many")).isEqualTo(2);
        assertThat(run("--nodes", "51")).isEqualTo(2);
        assertThat(run("--skip-everything")).isEqualTo(2);
        assertThat(run("--report", files.resolve("missing").resolve("roll.json").toString()))
                .isEqualTo(2);
        assertThat(printed.err())
                .contains(
                        "'--nodes': 'many' is not a number from 2 to 50",
                        "'51' is not a number from 2 to 50",
                        "--skip-everything",
                        "--report: there is no directory " + files.resolve("missing"))
                .doesNotContain("\tat ");
        assertThat(printed.out()).isEmpty();
    }

    private int run(String... options) {
        return printed.run(
                Stream.concat(Stream.of("sandbox", "roll"), Stream.of(options)).toArray(String[]::new));
    }
}
