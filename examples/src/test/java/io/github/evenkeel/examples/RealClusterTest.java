package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program for real clusters, with nothing but files and OCIDs to go by, in a small heap of its own. */
class RealClusterTest {
    @Test
    void rollsWhatServePlays(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start()) {
            Path report = files.resolve("report.json");
            String printed = serving.run(
                    files.resolve("errors.txt"),
                    Serving.java(
                            RollRealCluster.class,
                            "-Xmx128m",
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
            JsonNode traffic = serving.end();
            assertThat(traffic.path("sent").asLong()).isPositive();
            assertThat(traffic.path("failed").asLong()).isZero();
        }
    }

    @Test
    void saysWhatIsMissing() {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
        assertThat(RollRealCluster.run(new String[] {"--nonsense"}, System.out, err))
                .isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("--nonsense", "usage: RollRealCluster");
    }
}
