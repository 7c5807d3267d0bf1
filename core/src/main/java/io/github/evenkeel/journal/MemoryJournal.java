package io.github.evenkeel.journal;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Journal in memory: enough to recover after a failure, not after a crash. Thread-safe. */
public final class MemoryJournal implements Journal {
    private final TreeMap<String, String> entries = new TreeMap<>();
    private String openedBy = "";
    private long openedOn;
    private long opened;
    private long revision;

    /** Creates an empty journal. */
    public MemoryJournal() {}

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public Scope scope() {
        return Scope.PROCESS;
    }

    @Override
    public synchronized Contents read() {
        return new Contents(entries, List.of(), Long.toString(revision));
    }

    @Override
    public synchronized Writer open(String writer, Contents seen, Map<String, String> first) {
        boolean again = openedBy.equals(writer) && seen.revision().equals(Long.toString(openedOn));
        if (!again && !seen.revision().equals(Long.toString(revision))) {
            throw refused(Outcome.CONFLICT, "open journal", "it was opened or written since it was read");
        }
        if (!again) {
            openedBy = writer;
            openedOn = revision;
            opened++;
            put(first);
        }
        return new Opening(opened);
    }

    private synchronized SortedMap<String, String> copy() {
        return new TreeMap<>(entries);
    }

    private synchronized void write(long opening, Map<String, String> changes) {
        if (opening != opened) {
            throw refused(Outcome.DENIED, "write journal", "another run has opened it");
        }
        put(changes);
    }

    private void put(Map<String, String> changes) {
        JournalText.apply(changes, entries);
        revision++;
    }

    private static ServiceException refused(Outcome outcome, String operation, String reason) {
        return ServiceException.of(outcome, operation, reason);
    }

    private final class Opening implements Writer {
        private final long number;

        Opening(long number) {
            this.number = number;
        }

        @Override
        public SortedMap<String, String> entries() {
            return copy();
        }

        @Override
        public void write(Map<String, String> changes) {
            MemoryJournal.this.write(number, changes);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
