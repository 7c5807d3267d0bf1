package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.state.NodeEntry;
import io.github.evenkeel.run.state.RunEntry;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.run.state.UnreadableEntryException;
import io.github.evenkeel.spi.Journal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides from what a journal holds whether a run may begin, or go on. Changes nothing and makes no call. */
final class JournalCheck {
    private final String name;

    JournalCheck(PlanSpec spec) {
        Journal journal = spec.continuity().journal();
        name = "journal" + (journal == null ? "" : " in " + journal.place());
    }

    /** The journal, for people. */
    String name() {
        return name;
    }

    /** What stands in the way of a new run. */
    Optional<Finding> againstBeginning(RunJournal runJournal) {
        return runJournal
                .underway()
                .map(before -> Finding.blocker(
                        name,
                        "run " + before.runId() + ", which is not finished" + nodes(runJournal.unfinished()),
                        "a journal without an unfinished run",
                        "resume() with the same plan; or finish it by hand and take the journal away"));
    }

    /** What stands in the way of going on with the run before. */
    Optional<Finding> againstGoingOn(RunEntry before, RunEntry plan) {
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
                "what a run has written, in version " + RunJournal.VERSION + " of the format",
                "correct it, or take the journal away and look at the cluster by hand");
    }

    /** What was left out. */
    static List<Finding> damages(RunJournal runJournal) {
        return runJournal.damages().stream()
                .map(what ->
                        Finding.warning("journal", what, "all of it", "see that what was done is as the report says"))
                .toList();
    }

    private static String nodes(List<NodeEntry> unfinished) {
        return unfinished.stream()
                .map(node -> "; node " + node.name() + " at '" + node.step().words() + "'")
                .collect(Collectors.joining());
    }
}
