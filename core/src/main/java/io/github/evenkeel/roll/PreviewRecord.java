package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPause;
import io.github.evenkeel.PlannedStep;
import io.github.evenkeel.Preview;
import io.github.evenkeel.RolloutPreview;
import io.github.evenkeel.model.OpenPeriod;
import java.util.List;
import java.util.Optional;

/** Preview of a roll that the library makes. */
record PreviewRecord(
        List<Finding> findings,
        List<PlannedStep> steps,
        RolloutPreview rollout,
        Forecast forecast,
        Optional<OpenPeriod> nextOpen,
        List<ForecastPause> pauses)
        implements Preview {
    /** Copies the lists. Drops the steps if there is a blocker: a refused plan takes none of them. */
    PreviewRecord {
        findings = List.copyOf(findings);
        pauses = List.copyOf(pauses);
        steps = findings.stream().anyMatch(Finding::blocks) ? List.of() : List.copyOf(steps);
    }
}
