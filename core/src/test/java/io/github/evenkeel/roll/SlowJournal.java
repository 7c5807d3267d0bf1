package io.github.evenkeel.roll;

import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.spi.Journal;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/** A journal in memory whose writes take as long as a test wants. */
final class SlowJournal implements Journal {
    private final Journal memory = new MemoryJournal();
    private final Consumer<Map<String, String>> wait;

    /** @param wait before each write, which it gets */
    SlowJournal(Consumer<Map<String, String>> wait) {
        this.wait = wait;
    }

    @Override
    public String place() {
        return memory.place();
    }

    @Override
    public Scope scope() {
        return memory.scope();
    }

    @Override
    public Contents read() {
        return memory.read();
    }

    @Override
    public Writer open(String writer, Contents seen, Map<String, String> first) {
        Writer opened = memory.open(writer, seen, first);
        return new Writer() {
            @Override
            public SortedMap<String, String> entries() {
                return opened.entries();
            }

            @Override
            public void write(Map<String, String> changes) {
                wait.accept(changes);
                opened.write(changes);
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }
}
