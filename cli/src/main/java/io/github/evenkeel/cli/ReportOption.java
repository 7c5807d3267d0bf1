package io.github.evenkeel.cli;

import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.report.Recording;
import io.github.evenkeel.report.ReportJson;
import io.github.evenkeel.report.ReportPage;
import io.github.evenkeel.report.RollReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Options to write the report of a roll to files. */
final class ReportOption {
    @Option(names = "--report", paramLabel = "FILE", description = "writes the report to this file, as JSON")
    Optional<Path> file = Optional.empty();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "writes the report to this file as a page for a browser, every few seconds while the roll goes on")
    Optional<Path> page = Optional.empty();

    /** Hears the roll. */
    final Recording recording = new Recording();

    /**
     * Refuses a file that can't be there: after the roll it is too late to say so.
     *
     * @throws UsageException if its directory does not exist
     */
    void check() {
        check("--report", file);
        check("--html", page);
    }

    static void check(String option, Optional<Path> file) {
        file.map(Path::toAbsolutePath)
                .map(Path::getParent)
                .filter(directory -> !Files.isDirectory(directory))
                .ifPresent(directory -> {
                    throw new UsageException(option + ": there is no directory " + directory);
                });
    }

    /** The plan, whose roll is recorded. */
    UpgradePlan recorded(UpgradePlan plan) {
        UpgradePlan recorded = plan.withListener(recording);
        return page.map(written -> recorded.withListener(UpgradeListener.of(new LivePage(written, recording))))
                .orElse(recorded);
    }

    void write(UpgradeReport report) throws IOException {
        write(report, UnaryOperator.identity());
    }

    void write(UpgradeReport report, UnaryOperator<RollReport> extended) throws IOException {
        RollReport whole = extended.apply(RollReport.of(report).withRecording(recording));
        if (file.isPresent()) {
            ReportJson.write(whole, file.get());
        }
        if (page.isPresent()) {
            ReportPage.write(whole, page.get());
        }
    }
}
