package io.github.evenkeel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as a crash, a full disk or somebody's editor leaves them. */
class FileJournalDamageTest {
    private final Path directory;

    FileJournalDamageTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void whereverTheEndIsTornNothingElseIsLost() throws IOException {
        byte[] whole = written();
        int two = whole.length;
        int one = new String(whole, 0, two - 1, StandardCharsets.US_ASCII).lastIndexOf('\n') + 1;
        for (int length = one; length < two; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (Journal.Writer next = FileJournal.in(directory).open("b")) {
                assertThat(next.entries()).isEqualTo(Map.of("one", "1"));
                assertThat(next.damages()).hasSize(length == one ? 0 : 1);
            }
            forget();
        }
    }

    @Test
    void aFileThatWasHardlyBegunLeavesTheOneBeforeInForce() throws IOException {
        written();
        Files.writeString(directory.resolve("journal.9"), "0123");

        try (Journal.Writer next = FileJournal.in(directory).open("b")) {
            assertThat(next.entries()).isEqualTo(Map.of("one", "1", "two", "2"));
            assertThat(next.damages()).singleElement().asString().contains("journal.9", "4 bytes");
        }
    }

    @Test
    void aLineThatSomebodyEditedIsNotPassedOver() throws IOException {
        String text = new String(written(), StandardCharsets.US_ASCII);
        Files.writeString(file(), text.replace("one=1", "one=7"));

        assertThatThrownBy(() -> FileJournal.in(directory).open("b"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("line 2 of", "journal.1", "damaged", "edited", "Bring the file back");
    }

    @Test
    void aLastLineThatHasItsEndWasNotTornByACrash() throws IOException {
        String text = new String(written(), StandardCharsets.US_ASCII);
        Files.writeString(file(), text.replace("two=2", "two=7"));

        assertThatThrownBy(() -> FileJournal.in(directory).open("b"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("line 3 of", "journal.1", "damaged", "cut it off before that line");
    }

    @Test
    void aFileThatIsTakenAwayFromUnderItsWriterIsNotWrittenToInVain() throws IOException {
        try (Journal.Writer writer = FileJournal.in(directory).open("a")) {
            forget();

            assertThatThrownBy(() -> writer.write(Map.of("one", "1")))
                    .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                            .isEqualTo(ServiceException.Outcome.DENIED))
                    .hasMessageContainingAll(directory.toString(), "taken journal.1 away");
        }
    }

    @Test
    void aDirectoryThatIsTakenAwayIsNoticedToo() throws IOException {
        Path inner = directory.resolve("inner");
        try (Journal.Writer writer = FileJournal.in(inner).open("a")) {
            Files.delete(inner.resolve("journal.1"));
            Files.delete(inner);

            assertThatThrownBy(() -> writer.write(Map.of("one", "1")))
                    .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                            .isEqualTo(ServiceException.Outcome.DENIED));
        }
    }

    @Test
    void aDirectoryThatCanNotBeMadeIsNamed() throws IOException {
        Path occupied = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> FileJournal.in(occupied).open("a"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining(occupied.toString());
    }

    private byte[] written() throws IOException {
        try (Journal.Writer writer = FileJournal.in(directory).open("a")) {
            writer.write(Map.of("one", "1"));
            writer.write(Map.of("two", "2"));
        }
        return Files.readAllBytes(file());
    }

    private Path file() {
        return directory.resolve("journal.1");
    }

    private void forget() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
