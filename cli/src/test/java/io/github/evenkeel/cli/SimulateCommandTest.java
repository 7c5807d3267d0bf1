package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.evenkeel.testkit.simulation.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SimulateCommandTest {
    private final Printed printed = new Printed();

    private int run(UnaryOperator<Simulation> each, String... line) {
        return CommandRunner.run(new CommandLine(new SimulateCommand(printed.streams, each)), printed.streams, line);
    }

    private JsonNode lastLine() throws IOException {
        List<String> lines = printed.out().lines().toList();
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    /** As a defect of the engine would. */
    private static Simulation failing(Simulation simulation) {
        return simulation.planned(plan -> {
            throw new IllegalStateException("a defect");
        });
    }

    @Test
    void printsItsFiguresAsJsonOnTheLastLine() throws IOException {
        assertThat(run(UnaryOperator.identity(), "--from", "7", "--seeds", "30", "--liveness"))
                .isZero();
        JsonNode told = lastLine();
        assertThat(told.path("from").asInt()).isEqualTo(7);
        assertThat(told.path("seeds").asInt()).isEqualTo(30);
        assertThat(told.path("violations").asInt(-1)).isZero();
        assertThat(told.path("events").asLong()).isPositive();
        assertThat(told.path("checks").asLong()).isPositive();
        assertThat(told.path("checksByInvariant").path("S1").asLong()).isPositive();
        assertThat(told.path("checksByInvariant").has("L1")).as("faults stay").isFalse();
        assertThat(told.path("faultsByKind").path("ANSWER_LOST").isNumber()).isTrue();
        assertThat(told.path("rolls").path("COMPLETED").asInt()).isPositive();
    }

    @Test
    void drawsExposuresAndRollouts() throws IOException {
        assertThat(run(UnaryOperator.identity(), "--seeds", "30", "--rollouts")).isZero();
        assertThat(lastLine().path("faultsByKind").path("CONTROLLER_SLOW").asInt())
                .as("what happens to service controllers alone")
                .isPositive();
        assertThat(lastLine().path("checksByInvariant").path("S17").asLong()).isPositive();
    }

    @Test
    void endsWithOneWhereTheEngineFailsAndNamesTheSeeds() throws IOException {
        assertThat(run(SimulateCommandTest::failing, "--from", "40", "--seeds", "3"))
                .isEqualTo(1);
        assertThat(lastLine().path("violations").asInt()).isEqualTo(3);
        assertThat(printed.out())
                .contains("seed 40 at commit", "seed 42 at commit", "ENGINE", "IllegalStateException: a defect");
    }

    /** Of more seeds than one, as only long ones have events that are not printed. */
    @Test
    void writesAllEventsOfAViolation(@TempDir Path files) throws IOException {
        Path events = files.resolve("events");
        assertThat(run(
                        simulation -> simulation.withoutFaults().loadBalancerThrough(WithoutDrain::new),
                        "--from",
                        "11",
                        "--seeds",
                        "6",
                        "--events",
                        events.toString()))
                .isEqualTo(1);
        List<List<String>> written = new ArrayList<>();
        for (int seed = 11; seed < 17; seed++) {
            Path file = events.resolve("seed-" + seed + ".log");
            boolean violated = printed.out().contains("seed " + seed + " at commit");
            assertThat(Files.exists(file)).isEqualTo(violated);
            if (violated) {
                written.add(Files.readAllLines(file, StandardCharsets.UTF_8));
                assertThat(printed.out()).contains("all events: " + file);
            }
        }
        assertThat(written).allSatisfy(lines -> {
            assertThat(lines.get(0)).startsWith("        ");
            assertThat(printed.out()).contains(lines.get(lines.size() - 1));
        });
        assertThat(written).anySatisfy(lines -> {
            assertThat(lines).hasSizeGreaterThan(60);
            assertThat(printed.out()).doesNotContain(lines.get(2));
        });
        assertThat(printed.out()).contains("events before these");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seeds many", "--seeds 0", "--from -1", "--seeds", "--everything"})
    void endsWithTwoAndAHintForAWrongCommandLine(String line) {
        assertThat(run(UnaryOperator.identity(), line.split(" "))).isEqualTo(2);
        assertThat(printed.err()).contains("For help: simulate --help", line.split(" ")[0]);
        assertThat(printed.out()).isEmpty();
    }

    @Test
    void endsWithTwoIfTheEventsCantBeWritten(@TempDir Path files) throws IOException {
        Path file = Files.createFile(files.resolve("file"));
        assertThat(run(UnaryOperator.identity(), "--seeds", "1", "--events", file.toString()))
                .isEqualTo(2);
        assertThat(printed.err()).contains("--events is '" + file);
    }
}
