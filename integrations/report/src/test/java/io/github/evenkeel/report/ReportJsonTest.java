package io.github.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.UpgradeReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportJsonTest {
    private static final String LEAST =
            """
            {"outcome": "COMPLETED", "runId": "r", "cluster": "c", "started": "2026-01-05T08:00:00Z", "seconds": 1.5,
             "makespan": 0, "peakUnavailable": 0, "peakMachines": 0, "steps": [], "nodes": []}
            """;

    @Test
    void whatIsWrittenIsReadBack(@TempDir Path files) throws IOException {
        Path file = files.resolve("roll.json");
        RollReport report = Reports.full();

        ReportJson.write(report, file);
        RollReport read = ReportJson.read(file);

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("added.peaks")
                .isEqualTo(report);
        assertThat(read.peakUnavailable()).isEqualTo(report.peakUnavailable());
        assertThat(read.makespan()).isEqualTo(report.makespan());
        assertThat(ReportJson.write(read)).isEqualTo(ReportJson.write(report));
    }

    @Test
    void aRollThatGoesOnHasNoOutcome() {
        RollReport read = ReportJson.read(LEAST.replace("\"COMPLETED\"", "null"));

        assertThat(read.outcome()).isEmpty();
        assertThat(ReportJson.read(ReportJson.write(read)).outcome()).isEmpty();
    }

    @Test
    void oneFromBeforeThereWereVersionsIsRead() {
        RollReport read = ReportJson.read(LEAST);

        assertThat(read.outcome()).isEqualTo(Optional.of(UpgradeReport.Outcome.COMPLETED));
        assertThat(read.took()).isEqualTo(Duration.ofMillis(1500));
        assertThat(read.moments()).isEmpty();
    }

    @Test
    void fieldsStepsAndKindsOfALaterVersionDoNotMatter() {
        RollReport read = ReportJson.read(LEAST.replaceFirst(
                        "\\{",
                        """
                        {"schemaVersion": "1.17", "new": [{"deep": [1, null, true, 2.5]}], "calls": 7,
                         "moments": [{"at": "2026-01-05T08:00:00Z", "kind": "DREAMT", "of": {}}],
                        """)
                .replace(
                        "\"steps\": []",
                        "\"steps\": [{\"step\": \"SING\", \"object\": \"o\", \"started\": \"2026-01-05T08:00:00Z\","
                                + " \"seconds\": 1, \"loud\": true}]"));

        assertThat(read.steps().get(0).step().isKnown()).isFalse();
        assertThat(read.moments().get(0).kind()).isEqualTo("DREAMT");
    }

    @Test
    void aGreaterVersionIsRefused() {
        assertThatThrownBy(() -> ReportJson.read(LEAST.replaceFirst("\\{", "{\"schemaVersion\": \"2.0\",")))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining("version 2.0")
                .hasMessageContaining("reads reports up to 1.x: use a newer Evenkeel");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"started\": \"2026-01-05T08:00:00Z\" | \"started\": \"today\" | started is 'today'; needed is a time",
                "\"seconds\": 1.5 | \"seconds\": \"long\" | seconds is 'long'; needed is a number of seconds",
                "\"seconds\": 1.5 | \"seconds\": 1e300 | needed is seconds of at most",
                "\"runId\": \"r\", |  | has no runId",
                "\"nodes\": [] | \"nodes\": [{}] | has no nodes[0].node",
                "\"nodes\": [] | \"nodes\": {} | nodes is '{}'; needed is an array",
                "\"COMPLETED\" | \"DONE\" | outcome is 'DONE'; needed is one of [COMPLETED",
                "\"peakMachines\": 0 | \"peakMachines\": 99999999999 | peakMachines is '99999999999'",
                "\"nodes\": [] | \"requests\": {\"sent\": 1, \"failed\": 2} | requests.failed is '2'",
            })
    void aWrongFieldIsNamed(String right, String wrong, String message) {
        assertThatThrownBy(() -> ReportJson.read(LEAST.replace(right, wrong == null ? "" : wrong)))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"''", "[]", "{", "{} {}", "hello", "7"},
            delimiter = '|')
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> ReportJson.read(text)).isInstanceOf(UnreadableReportException.class);
    }
}
