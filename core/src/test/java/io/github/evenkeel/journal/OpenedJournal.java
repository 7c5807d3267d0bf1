package io.github.evenkeel.journal;

import io.github.evenkeel.spi.Journal;
import java.util.Map;

/** A journal that is read and taken over at once, for tests. */
public final class OpenedJournal {
    private OpenedJournal() {}

    /** Takes it over as it is. */
    public static Journal.Writer by(String writer, Journal journal) {
        return journal.open(writer, journal.read(), Map.of());
    }
}
