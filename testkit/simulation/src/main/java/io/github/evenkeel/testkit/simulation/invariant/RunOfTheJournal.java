package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.SortedMap;

/** Reads the run's identity from a journal, by the documented format. */
public final class RunOfTheJournal {
    private RunOfTheJournal() {}

    /** Its identity; the empty text if the run keeps no journal, or has written nothing yet. */
    public static String id(Truth truth) {
        SortedMap<String, String> journal = truth.journal;
        String run = journal == null ? null : journal.get("run");
        if (run == null) {
            return "";
        }
        for (String field : run.split("&")) {
            if (field.startsWith("run=")) {
                return field.substring("run=".length());
            }
        }
        return "";
    }
}
