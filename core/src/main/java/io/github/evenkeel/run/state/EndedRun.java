package io.github.evenkeel.run.state;

import io.github.evenkeel.UpgradeReport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;

/**
 * Result of a run; stored in the journal until the next run begins. The nodes that it replaced have entries of their
 * own.
 *
 * @param outcome how it ended
 * @param started when
 * @param took how long, in the process that ended it
 * @param step id of the one that failed; empty if it did not fail
 * @param object of its failure; empty if it did not fail
 * @param expected of that
 * @param actual of that
 */
public record EndedRun(
        Outcome outcome, Instant started, Duration took, String step, String object, String expected, String actual) {
    /** Three years. */
    private static final int MOST_SECONDS = 100_000_000;

    static EndedRun read(EntryCodec entry) {
        return new EndedRun(
                entry.oneOf("outcome", EnumSet.complementOf(EnumSet.of(Outcome.HANDED_OVER))),
                instant(entry.required("started")),
                Duration.ofSeconds(entry.number("took", 0, MOST_SECONDS)),
                entry.required("step"),
                entry.required("object"),
                entry.required("expected"),
                entry.required("actual"));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw EntryFields.refused("started", text, "a time in UTC, such as 2026-01-05T08:00:00Z");
        }
    }

    EntryCodec entry() {
        return EntryCodec.empty()
                .put("outcome", outcome)
                .put("started", started)
                .put("took", took.toSeconds())
                .put("step", step)
                .put("object", object)
                .put("expected", expected)
                .put("actual", actual);
    }
}
