package io.github.evenkeel.journal;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Journal that tells of each write before it is made.
 *
 * @param journal that keeps the entries
 * @param beforeWrite gets the changes; it may take its time, and what it throws the writer throws in place of the write
 */
public record ObservedJournal(Journal journal, Consumer<Map<String, String>> beforeWrite) implements Journal {
    /** One that takes nothing while its disk is full. */
    public static Journal onDisk(Journal journal, BooleanSupplier isFull) {
        return new ObservedJournal(journal, changes -> {
            if (isFull.getAsBoolean()) {
                throw ServiceException.of(ServiceException.Outcome.UNAVAILABLE, "write", "disk full");
            }
        });
    }

    @Override
    public String place() {
        return journal.place();
    }

    @Override
    public Scope scope() {
        return journal.scope();
    }

    @Override
    public Contents read() {
        return journal.read();
    }

    @Override
    public Writer open(String writer, Contents seen, Map<String, String> first) {
        Writer opened = journal.open(writer, seen, first);
        return new Writer() {
            @Override
            public SortedMap<String, String> entries() {
                return opened.entries();
            }

            @Override
            public void write(Map<String, String> changes) {
                beforeWrite.accept(changes);
                opened.write(changes);
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }
}
