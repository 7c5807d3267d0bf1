package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code evenkeel sandbox roll} under traffic. */
final class SandboxRoll {
    private final Printed printed;
    private final List<String> options;

    SandboxRoll(Printed printed, String... options) {
        this.printed = printed;
        this.options = List.of(options);
    }

    /** Rolls that many nodes and loses no request; returns the report. */
    JsonNode losesNone(int nodes, Path folder) throws IOException {
        Path report = folder.resolve("roll.json");

        int status = run("--nodes", String.valueOf(nodes), "--report", report.toString());

        assertThat(status).as(printed.out()).isZero();
        JsonNode read = new ObjectMapper().readTree(report.toFile());
        assertThat(read.path("nodes")).hasSize(nodes);
        assertThat(read.path("requests").path("sent").asLong()).isGreaterThan(500);
        assertThat(read.path("requests").path("failed").asLong(-1)).isZero();
        return read;
    }

    /** Rolls that many nodes without the drain of the load balancer, and loses some. */
    void losesSomeWithoutTheDrain(int nodes) {
        assertThat(run("--nodes", String.valueOf(nodes), "--skip-lb-drain")).isEqualTo(1);
        assertThat(printed.out()).contains("COMPLETED").doesNotContain(", 0 failed");
    }

    private int run(String... more) {
        return printed.run(Stream.of(List.of("sandbox", "roll"), options, List.of(more))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }
}
