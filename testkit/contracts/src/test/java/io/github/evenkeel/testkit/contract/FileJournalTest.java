package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.journal.FileJournal;
import io.github.evenkeel.spi.Journal;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest extends JournalContract {
    private final Path directory;

    FileJournalTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Override
    protected Journal journal() {
        return FileJournal.in(directory.resolve("not-there-yet"));
    }
}
