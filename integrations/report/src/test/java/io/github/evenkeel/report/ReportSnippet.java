package io.github.evenkeel.report;

import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import java.io.IOException;
import java.nio.file.Path;

/** Code of the page about reports, compiled. */
final class ReportSnippet {
    private ReportSnippet() {}

    static void write(UpgradePlan plan) throws IOException, InterruptedException {
        // snippet: report
        Recording recording = new Recording();
        try (Upgrade upgrade = plan.withListener(recording).rollNodes()) {
            RollReport report = RollReport.of(upgrade.await()).withRecording(recording);
            ReportJson.write(report, Path.of("roll.json"));
            ReportPage.write(report, Path.of("roll.html"));
        }
        // end
    }
}
