package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plan and roll of a real cluster, with nothing but files and OCIDs to go by, in a small heap of its own. */
class RollCommandTest {
    @Test
    void rollsWhatServePlays(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start()) {
            String planned = serving.run(
                    files.resolve("complaints.txt"),
                    Serving.java(Main.class, "-Xmx128m", "plan", "--to", "v1.32.1", "--quick"));
            assertThat(planned).contains("  1. ", "upgrade the control plane", "delete the node");

            Path report = files.resolve("report.json");
            String printed = serving.run(
                    files.resolve("errors.txt"),
                    Serving.java(
                            Main.class,
                            "-Xmx128m",
                            "roll",
                            "--to",
                            "v1.32.1",
                            "--probe",
                            serving.variables().getOrDefault("TRAFFIC_URL", ""),
                            "--quick",
                            "--report",
                            report.toString()));

            assertThat(printed).contains("COMPLETED", "10.0.10.2", "replaced");
            JsonNode read = new ObjectMapper().readTree(report.toFile());
            assertThat(read.path("outcome").asText()).isEqualTo("COMPLETED");
            assertThat(read.path("nodes")).hasSize(3);
            assertThat(History.read(report).measured()).hasSizeGreaterThan(3 * 9);
            JsonNode traffic = serving.end();
            assertThat(traffic.path("sent").asLong()).isPositive();
            assertThat(traffic.path("failed").asLong()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nonsense | Unknown option: '--nonsense'",
                "--within soon | '--within': 'soon' is not a number from 1 to 10000",
                "--to | '--to'",
                "--roll-back-to | '--roll-back-to'",
                "--cluster a b | 'b'",
                "--compartment a | --compartment is for --service-load-balancers, which is missing",
                "--without-load-balancer a | --without-load-balancer is for --find-load-balancers-in, which is missing",
                "--without-service shop | --without-service is 'shop'; needed is NAMESPACE/NAME",
                "--history /nowhere/report.json | /nowhere/report.json can't be read as the report of a roll"
            })
    void saysWhatIsWrongWithTheCommandLine(String line, String complaint) {
        for (String command : List.of("plan", "roll")) {
            Printed printed = new Printed();
            assertThat(printed.run((command + " " + line).split(" "))).isEqualTo(2);
            assertThat(printed.err()).contains(complaint, "For help: evenkeel " + command + " --help");
            assertThat(printed.out()).isEmpty();
        }
    }

    @Test
    void saysWhatIsMissing(@TempDir Path files) throws IOException {
        Path missing = files.resolve("missing");
        Printed printed = new Printed();
        assertThat(printed.run("plan", "--oci-config", missing.toString())).isEqualTo(1);
        assertThat(printed.err().lines()).singleElement().satisfies(line -> assertThat(line)
                .contains(missing.toString()));
    }
}
