package io.github.evenkeel.journal;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a directory of its own. Each write is one line with a checksum, and is on the disk before the call
 * returns; the end of a file that a crash has torn is left out, and reported.
 *
 * <p>Each opening begins a new file, {@code journal.N}, with all that is known, and so ends the file before it. A
 * writer looks after each write whether there is a newer file: if there is, it was too late, and says so. A writer
 * whose file has become much longer than what it says begins the next one itself. Thread-safe.
 */
public final class FileJournal implements Journal {
    private static final String NAME = "journal.";

    private final Path directory;

    private FileJournal(Path directory) {
        this.directory = directory;
    }

    /** Names the directory; it is made when the journal is first opened. */
    public static FileJournal in(Path directory) {
        return new FileJournal(directory);
    }

    @Override
    public String place() {
        return directory.toString();
    }

    @Override
    public Writer open(String writer) {
        try {
            Files.createDirectories(directory);
            long number = begin();
            List<String> damages = new ArrayList<>();
            SortedMap<String, String> entries = read(number, damages);
            JournalFile file = JournalFile.begin(path(number), entries);
            for (long old : numbers()) {
                if (old < number) {
                    Files.deleteIfExists(path(old));
                }
            }
            return new Opening(number, file, entries, damages);
        } catch (IOException | UncheckedIOException e) {
            throw new ServiceException(Outcome.REJECTED, "open journal " + directory, String.valueOf(e), null, null, e);
        }
    }

    /** From here on no older file counts. */
    private long begin() throws IOException {
        while (true) {
            List<Long> numbers = numbers();
            long next = numbers.isEmpty() ? 1 : Collections.max(numbers) + 1;
            try {
                Files.createFile(path(next));
                return next;
            } catch (FileAlreadyExistsException e) {
                // Somebody else has opened it at the same time; whoever is later has it.
            }
        }
    }

    /**
     * What the newest file before this one says; one whose beginning is torn says nothing, and the one before counts.
     */
    private SortedMap<String, String> read(long before, List<String> damages) throws IOException {
        List<Long> older = numbers().stream()
                .filter(number -> number < before)
                .sorted(Collections.reverseOrder())
                .toList();
        for (long number : older) {
            JournalText text = JournalText.read(path(number));
            damages.addAll(text.damages());
            if (text.isBegun()) {
                return text.entries();
            }
        }
        return new TreeMap<>();
    }

    private List<Long> numbers() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("journal\\.\\d{1,18}"))
                    .map(name -> Long.valueOf(name.substring(NAME.length())))
                    .toList();
        }
    }

    private Path path(long number) {
        return directory.resolve(NAME + number);
    }

    private final class Opening implements Writer {
        private long number;
        private JournalFile file;
        private final SortedMap<String, String> entries;
        private final List<String> damages;

        Opening(long number, JournalFile file, SortedMap<String, String> entries, List<String> damages) {
            this.number = number;
            this.file = file;
            this.entries = new TreeMap<>(entries);
            this.damages = List.copyOf(damages);
        }

        @Override
        public SortedMap<String, String> entries() {
            return new TreeMap<>(entries);
        }

        @Override
        public List<String> damages() {
            return damages;
        }

        @Override
        public void write(Map<String, String> changes) {
            try {
                file.append(changes);
                requireOurs(numbers());
            } catch (NoSuchFileException e) {
                throw takenAway(e);
            } catch (IOException | UncheckedIOException e) {
                throw new ServiceException(Outcome.UNAVAILABLE, operation(), String.valueOf(e), null, null, e);
            }
            JournalText.apply(changes, entries);
            if (file.isOvergrown()) {
                goOnInTheNext();
            }
        }

        /**
         * Begins the next file, if nobody else has: the number is ours alone then. Should that fail, the write is on
         * the disk already, and this file goes on.
         */
        private void goOnInTheNext() {
            long next = number + 1;
            try {
                Files.createFile(path(next));
            } catch (IOException e) {
                file.mayGrow(); // if somebody else has it, the next write says so
                return;
            }
            try {
                JournalFile fresh = JournalFile.begin(path(next), entries);
                file.close();
                file = fresh;
                number = next;
                requireOurs(numbers());
                Files.deleteIfExists(path(next - 1));
            } catch (IOException | UncheckedIOException e) {
                if (number < next) {
                    file.mayGrow();
                    takeBack(next, e);
                }
            }
        }

        /** A file that was not begun to its end says nothing, but would count as somebody else's. */
        private void takeBack(long next, Exception cause) {
            try {
                Files.deleteIfExists(path(next));
            } catch (IOException e) {
                cause.addSuppressed(e);
                throw new ServiceException(Outcome.UNAVAILABLE, operation(), String.valueOf(cause), null, null, cause);
            }
        }

        private void requireOurs(List<Long> numbers) {
            if (numbers.stream().anyMatch(other -> other > number)) {
                throw denied("somebody else has opened it since", null);
            }
            if (!numbers.contains(number)) {
                throw takenAway(null);
            }
        }

        /** What is written to a file without a name is lost with the process. */
        private ServiceException takenAway(@Nullable Exception cause) {
            return denied("somebody has taken " + NAME + number + " away since", cause);
        }

        private ServiceException denied(String why, @Nullable Exception cause) {
            return new ServiceException(Outcome.DENIED, operation(), why, null, null, cause);
        }

        @Override
        public void close() {
            file.close();
        }

        private String operation() {
            return "write journal " + directory;
        }
    }
}
