package io.github.evenkeel.journal;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A journal that ends with the process: enough to go on after a failure, not after a crash. Thread-safe. */
public final class MemoryJournal implements Journal {
    private final TreeMap<String, String> entries = new TreeMap<>();
    private long opened;

    /** An empty one. */
    public MemoryJournal() {}

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public synchronized Writer open(String writer) {
        return new Opening(++opened);
    }

    private synchronized SortedMap<String, String> copy() {
        return new TreeMap<>(entries);
    }

    private synchronized void write(long opening, Map<String, String> changes) {
        if (opening != opened) {
            throw new ServiceException(
                    ServiceException.Outcome.DENIED, "write journal", "somebody else has opened it", null, null, null);
        }
        changes.forEach((key, text) -> {
            if (text.isEmpty()) {
                entries.remove(key);
            } else {
                entries.put(key, text);
            }
        });
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
        public List<String> damages() {
            return List.of();
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
