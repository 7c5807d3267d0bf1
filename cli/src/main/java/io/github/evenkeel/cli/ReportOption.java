package io.github.evenkeel.cli;

import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.report.Recording;
import io.github.evenkeel.report.ReportJson;
import io.github.evenkeel.report.RollReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Option to write the report of a roll to a file. */
final class ReportOption {
    @Option(names = "--report", paramLabel = "FILE", description = "writes the report to this file, as JSON")
    Optional<Path> file = Optional.empty();

    /** Listener that has to hear the roll. */
    final Recording recording = new Recording();

    /**
     * Refuses a file that can't be there: after the roll it is too late to say so.
     *
     * @throws UsageException if its directory does not exist
     */
    void check() {
        file.map(Path::toAbsolutePath)
                .map(Path::getParent)
                .filter(directory -> !Files.isDirectory(directory))
                .ifPresent(directory -> {
                    throw new UsageException("--report: there is no directory " + directory);
                });
    }

    void write(UpgradeReport report) throws IOException {
        write(report, UnaryOperator.identity());
    }

    void write(UpgradeReport report, UnaryOperator<RollReport> extended) throws IOException {
        if (file.isPresent()) {
            ReportJson.write(extended.apply(RollReport.of(report).withRecording(recording)), file.get());
        }
    }
}
