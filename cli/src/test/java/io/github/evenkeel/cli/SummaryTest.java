package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.report.ReportJson;
import io.github.evenkeel.report.RollReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private static final ManualStep STEP = new ManualStep(
            "remove the taint evenkeel.io/outdated:PreferNoSchedule from node 10.0.10.2: HTTP 403",
            Optional.of("kubectl taint nodes 10.0.10.2 evenkeel.io/outdated:PreferNoSchedule-"));

    /** Of a roll that has completed without nodes. */
    private static UpgradeReport completed() {
        Map<String, Object> values = Map.of(
                "outcome",
                UpgradeReport.Outcome.COMPLETED,
                "runId",
                "run",
                "clusterId",
                "cluster",
                "started",
                Instant.EPOCH,
                "took",
                Duration.ofSeconds(90),
                "manualSteps",
                List.of(STEP));
        return (UpgradeReport) Proxy.newProxyInstance(
                UpgradeReport.class.getClassLoader(),
                new Class<?>[] {UpgradeReport.class},
                (self, method, none) -> values.getOrDefault(
                        method.getName(),
                        method.getReturnType().equals(Optional.class) ? Optional.empty() : List.of()));
    }

    @Test
    void whatIsLeftToDoAfterACompletedRollIsPrinted() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Summary.print(completed(), new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("COMPLETED", STEP.what())
                .containsPattern("(?m)^ *" + STEP.command().orElseThrow() + "$");
    }

    @Test
    void whatIsLeftToDoAfterACompletedRollIsInTheJsonReport(@TempDir Path files) throws IOException {
        Path file = files.resolve("report.json");
        ReportJson.write(RollReport.of(completed()), file);

        JsonNode read = new ObjectMapper().readTree(file.toFile()).path("manualSteps");

        assertThat(read).hasSize(1);
        assertThat(read.path(0).path("what").asText()).isEqualTo(STEP.what());
        assertThat(read.path(0).path("command").asText())
                .isEqualTo(STEP.command().orElseThrow());
    }
}
