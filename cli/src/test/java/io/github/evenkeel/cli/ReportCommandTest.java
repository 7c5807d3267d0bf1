package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    private static final String REPORT =
            """
            {"schemaVersion": "1.0", "outcome": "COMPLETED", "runId": "run-5", "cluster": "c",
             "started": "2026-01-05T08:00:00Z", "seconds": 1, "makespan": 0, "peakUnavailable": 0, "peakMachines": 0}
            """;

    private final Printed printed = new Printed();

    @Test
    void makesAPageBesideTheReport(@TempDir Path files) throws IOException {
        Path report = Files.writeString(files.resolve("roll.json"), REPORT);

        assertThat(printed.run("report", report.toString())).isZero();

        assertThat(printed.out()).contains("wrote " + files.resolve("roll.html"));
        assertThat(Files.readString(files.resolve("roll.html"))).contains("run-5", "completed");
    }

    @Test
    void makesItWhereItIsToBe(@TempDir Path files) throws IOException {
        Path report = Files.writeString(files.resolve("roll"), REPORT);
        Path page = files.resolve("page.html");

        assertThat(printed.run("report", report.toString(), "--html", page.toString()))
                .isZero();

        assertThat(page).exists();
    }

    @Test
    void refusesWhatIsNoReport(@TempDir Path files) throws IOException {
        Path other = Files.writeString(files.resolve("other.json"), "{}");

        assertThat(printed.run("report", other.toString())).isEqualTo(2);
        assertThat(printed.run("report", files.resolve("missing.json").toString()))
                .isEqualTo(2);
        assertThat(printed.run("report")).isEqualTo(2);

        assertThat(printed.err()).contains("other.json: the report has no runId", "NoSuchFileException");
        assertThat(files.resolve("other.html")).doesNotExist();
    }
}
