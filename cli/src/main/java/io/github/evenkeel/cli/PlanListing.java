package io.github.evenkeel.cli;

import io.github.evenkeel.PlannedStep;
import io.github.evenkeel.Preview;
import java.io.PrintStream;

/** Readable form of a preview: its findings, its forecast, and its numbered steps. */
final class PlanListing {
    private PlanListing() {}

    /** Prints findings and steps; answers with the exit code. */
    static int print(Preview preview, PrintStream out) {
        preview.findings().forEach(finding -> out.println(finding.severity() + ": " + finding));
        preview.rollout().limits().forEach(out::println);
        if (preview.rollout().waves().size() > 1) {
            preview.rollout().waves().forEach(out::println);
        }
        if (preview.canRoll()) {
            ForecastLines.print(preview.forecast(), out);
        }
        int number = 1;
        for (PlannedStep step : preview.steps()) {
            out.printf("%3d. %s%n", number++, step);
        }
        if (!preview.canRoll()) {
            out.println("no step would be taken, as the plan would be refused");
        } else if (preview.steps().isEmpty()) {
            out.println("nothing to do");
        }
        return preview.canRoll() ? 0 : 1;
    }
}
