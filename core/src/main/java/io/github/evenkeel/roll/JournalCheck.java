package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.logbook.Logbook;
import io.github.evenkeel.logbook.NodeNotes;
import io.github.evenkeel.logbook.RunNotes;
import io.github.evenkeel.logbook.UnreadableEntryException;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.spi.Journal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides from what a journal holds whether a run may begin, or go on. Changes nothing and makes no call. */
final class JournalCheck {
    private final String name;

    JournalCheck(Settings settings) {
        Journal journal = settings.continuity().journal();
        name = "journal" + (journal == null ? "" : " in " + journal.place());
    }

    /** The journal, for people. */
    String name() {
        return name;
    }

    /** What stands in the way of a new run. */
    Optional<Finding> againstBeginning(Logbook logbook) {
        return logbook.underway()
                .map(before -> Finding.blocker(
                        name,
                        "run " + before.runId() + ", which is not finished" + nodes(logbook.unfinished()),
                        "a journal without an unfinished run",
                        "resume() with the same plan; or finish it by hand and take the journal away"));
    }

    /** What stands in the way of going on with the run before. */
    Optional<Finding> againstGoingOn(RunNotes before, RunNotes plan) {
        List<String> differences = before.differences(plan);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.blocker(
                        name,
                        "run " + before.runId() + " of another plan; this one has " + String.join(", ", differences),
                        "the plan that was begun",
                        "resume that one, or finish it by hand and take the journal away"));
    }

    /** What this version does not understand. */
    Finding unreadable(UnreadableEntryException e) {
        return Finding.blocker(
                "entry '" + e.key() + "' of the " + name,
                String.valueOf(e.getMessage()),
                "what a run has written, in version " + Logbook.VERSION + " of the format",
                "correct it, or take the journal away and look at the cluster by hand");
    }

    /** What was left out. */
    static List<Finding> damages(Logbook logbook) {
        return logbook.damages().stream()
                .map(what ->
                        Finding.warning("journal", what, "all of it", "see that what was done is as the report says"))
                .toList();
    }

    private static String nodes(List<NodeNotes> unfinished) {
        return unfinished.stream()
                .map(node -> "; node " + node.name() + " at '" + node.step().words() + "'")
                .collect(Collectors.joining());
    }
}
