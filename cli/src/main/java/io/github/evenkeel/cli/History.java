package io.github.evenkeel.cli;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.StepTimes;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.report.ReportJson;
import io.github.evenkeel.report.RollReport;
import io.github.evenkeel.report.UnreadableReportException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times of steps in the JSON report of an earlier roll. */
final class History implements ITypeConverter<StepTimes> {
    @Override
    public StepTimes convert(String file) {
        return read(Path.of(file));
    }

    /**
     * Reads a report.
     *
     * @throws TypeConversionException if it can't be read, or is no report of a roll
     */
    static StepTimes read(Path file) {
        try {
            RollReport report = ReportJson.read(file);
            List<StepRecord> steps = new ArrayList<>();
            if (report.outcome().equals(Optional.of(UpgradeReport.Outcome.COMPLETED))) {
                steps.addAll(report.steps());
            }
            report.nodes().stream()
                    .filter(node -> node.result() == NodeReport.Result.REPLACED)
                    .forEach(node -> steps.addAll(node.steps()));
            if (steps.isEmpty()) {
                throw new TypeConversionException(
                        file + " has no steps of replaced nodes; needed is what --report writes");
            }
            return StepTimes.of(steps);
        } catch (IOException e) {
            throw new TypeConversionException(file + " can't be read as the report of a roll: " + e);
        } catch (UnreadableReportException e) {
            throw new TypeConversionException(file + " can't be read as the report of a roll: " + e.getMessage());
        }
    }
}
