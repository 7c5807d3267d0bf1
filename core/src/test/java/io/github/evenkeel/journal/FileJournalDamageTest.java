package io.github.evenkeel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as a crash, a full disk or an editor leaves them. */
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
            Journal.Contents found = FileJournal.in(directory).read();
            assertThat(found.entries()).isEqualTo(Map.of("one", "1"));
            assertThat(found.damages()).hasSize(length == one ? 0 : 1);
            try (Journal.Writer next = OpenedJournal.by("b", FileJournal.in(directory))) {
                assertThat(next.entries()).isEqualTo(Map.of("one", "1"));
            }
            forget();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123", "01234567 run=x"})
    void aFileWithoutAWholeLineHasLostWhatItsRunWroteAndIsRefused(String left) throws IOException {
        written();
        Files.writeString(file(), left);

        assertThatThrownBy(() -> FileJournal.in(directory).read())
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("found " + left.length() + " bytes", "journal.1", "Restore the file");
        assertThat(file()).hasContent(left);
    }

    @Test
    void anEmptyFileDoesNotLetAnOlderOneCountInItsPlace() throws IOException {
        written();
        Files.createFile(directory.resolve("journal.9"));

        assertThatThrownBy(() -> FileJournal.in(directory).read())
                .hasMessageContainingAll("found 0 bytes in", "journal.9", "delete the file: an older file beside it");

        Files.delete(directory.resolve("journal.9"));
        assertThat(FileJournal.in(directory).read().entries()).isEqualTo(Map.of("one", "1", "two", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal.1234567890", "journal.999999999999999999", "journal.99999999999999999999"})
    void aNumberThatNoRunReachesIsRefusedWithItsName(String name) throws IOException {
        written();
        Files.createFile(directory.resolve(name));

        assertThatThrownBy(() -> FileJournal.in(directory).read())
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll(name, "9 digits at most", "Remove it");
    }

    @Test
    void filesOfOthersAreLeftAsTheyAre() throws IOException {
        written();
        Files.move(file(), directory.resolve("journal.5"));
        List<String> others = List.of("journal.1", "journal.007", "journal.x", "journal.5.bak", "notes.txt", "journal");
        for (String other : others) {
            Files.writeString(directory.resolve(other), "not ours");
        }

        try (Journal.Writer next = OpenedJournal.by("b", FileJournal.in(directory))) {
            assertThat(next.entries()).isEqualTo(Map.of("one", "1", "two", "2"));
        }

        for (String other : others) {
            assertThat(directory.resolve(other)).hasContent("not ours");
        }
        assertThat(directory.resolve("journal.5")).doesNotExist();
    }

    @Test
    void aFileOfOthersInThePlaceOfTheNewestIsRefusedAndStays() throws IOException {
        Files.writeString(file(), "2026-01-01 something else happened\n");

        assertThatThrownBy(() -> FileJournal.in(directory).read()).hasMessageContaining("line 1 of");
        assertThat(file()).hasContent("2026-01-01 something else happened\n");
        assertThat(files()).containsExactly("journal.1");
    }

    @Test
    void whatACrashLeftOfAFileThatWasAboutToBeBegunDoesNotCount() throws IOException {
        written();
        String draft = "journal.01234567-89ab-cdef-0123-456789abcdef.new";
        Files.writeString(directory.resolve(draft), "0123");

        try (Journal.Writer next = OpenedJournal.by("b", FileJournal.in(directory))) {
            assertThat(next.entries()).isEqualTo(Map.of("one", "1", "two", "2"));
        }
        assertThat(files()).containsExactly("journal.2");
    }

    @Test
    void anEditedLineIsNotSkipped() throws IOException {
        String text = new String(written(), StandardCharsets.US_ASCII);
        Files.writeString(file(), text.replace("one=1", "one=7"));

        assertThatThrownBy(() -> OpenedJournal.by("b", FileJournal.in(directory)))
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("line 2 of", "journal.1", "damaged", "edited", "Restore the file");
    }

    /** An editor may bring the checksum to agree. */
    @ParameterizedTest
    @ValueSource(strings = {"run=%zz", "run", "=x", "run=a&&node=b"})
    void aLineThatNoRunWritesIsRefusedThoughItsChecksumAgrees(String payload) throws IOException {
        written();
        CRC32 crc = new CRC32();
        crc.update(payload.getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(file(), String.format("%08x %s\n", crc.getValue(), payload), StandardOpenOption.APPEND);

        assertThatThrownBy(() -> FileJournal.in(directory).read())
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("line 4 of", "journal.1", "damaged");
    }

    @Test
    void aFileThatCanNotBeReadIsNamedWithTheReason() throws IOException {
        Files.createDirectories(directory.resolve("journal.3"));

        assertThatThrownBy(() -> FileJournal.in(directory).read())
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("directory");

        Path occupied = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> FileJournal.in(occupied).read())
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("NotDirectoryException");
    }

    @Test
    void aLastLineThatHasItsEndWasNotTornByACrash() throws IOException {
        String text = new String(written(), StandardCharsets.US_ASCII);
        Files.writeString(file(), text.replace("two=2", "two=7"));

        assertThatThrownBy(() -> OpenedJournal.by("b", FileJournal.in(directory)))
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("line 3 of", "journal.1", "damaged", "truncate it before that line");
    }

    @Test
    void aFileThatIsTakenAwayFromUnderItsWriterIsNotWrittenToInVain() throws IOException {
        try (Journal.Writer writer = OpenedJournal.by("a", FileJournal.in(directory))) {
            forget();

            assertThatThrownBy(() -> writer.write(Map.of("one", "1")))
                    .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                            .isEqualTo(ServiceException.Outcome.DENIED))
                    .hasMessageContainingAll(directory.toString(), "journal.1 was deleted");
        }
    }

    @Test
    void aFileThatIsEmptiedUnderItsWriterIsNotWrittenToWithAHole() throws IOException {
        try (Journal.Writer writer = OpenedJournal.by("a", FileJournal.in(directory))) {
            writer.write(Map.of("one", "1"));
            Files.write(file(), new byte[0]);

            assertThatThrownBy(() -> writer.write(Map.of("two", "2")))
                    .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                            .isEqualTo(ServiceException.Outcome.DENIED))
                    .hasMessageContaining("journal.1 was truncated since");
        }
        assertThat(file()).isEmptyFile();
    }

    @Test
    void aDirectoryThatIsTakenAwayIsNoticedToo() throws IOException {
        Path inner = directory.resolve("inner");
        try (Journal.Writer writer = OpenedJournal.by("a", FileJournal.in(inner))) {
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

        assertThatThrownBy(() -> OpenedJournal.by("a", FileJournal.in(occupied)))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining(occupied.toString());
    }

    private byte[] written() throws IOException {
        try (Journal.Writer writer = OpenedJournal.by("a", FileJournal.in(directory))) {
            writer.write(Map.of("one", "1"));
            writer.write(Map.of("two", "2"));
        }
        return Files.readAllBytes(file());
    }

    private Path file() {
        return directory.resolve("journal.1");
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void forget() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
