package io.github.evenkeel.drain;

import io.github.evenkeel.DrainReport;
import io.github.evenkeel.Failure;
import io.github.evenkeel.Finding;
import io.github.evenkeel.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Report of a drain that the library makes. */
record DrainReportRecord(
        String drainId,
        String node,
        DrainReport.Outcome outcome,
        Instant started,
        Duration took,
        List<StepRecord> steps,
        List<String> evicted,
        List<Finding> warnings,
        Optional<Failure> failure)
        implements DrainReport {
    /** Copies the lists. */
    DrainReportRecord {
        steps = List.copyOf(steps);
        evicted = List.copyOf(evicted);
        warnings = List.copyOf(warnings);
    }
}
