package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.spi.Journal;

class MemoryJournalTest extends JournalContract {
    private final MemoryJournal journal = new MemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }
}
