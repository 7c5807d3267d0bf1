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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Journal in a directory of its own. Each write appends one line with a checksum, and returns when the line is on disk.
 * If a crash tore the end of a file, a read skips and reports it.
 *
 * <p>Each opening creates a new file, {@code journal.N}, with all entries, and so ends the file before it. After each
 * write, a writer checks for a newer file: if there is one, the write fails. A writer whose file has grown much longer
 * than its entries creates the next one itself. Thread-safe.
 */
public final class FileJournal implements Journal {
    private static final int ATTEMPTS = 5;

    private final Path path;
    private final JournalDirectory directory;
    private String openedBy = "";
    private @Nullable Opening opened;

    private FileJournal(Path path) {
        this.path = path;
        directory = new JournalDirectory(path);
    }

    /** Creates a journal in a directory, which is created when the journal is first opened. */
    public static FileJournal in(Path directory) {
        return new FileJournal(directory);
    }

    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public Scope scope() {
        return Scope.MACHINE;
    }

    @Override
    public Contents read() {
        try {
            return newest().contents();
        } catch (IOException | UncheckedIOException e) {
            throw refused("read journal", e);
        }
    }

    @Override
    public synchronized Writer open(String writer, Contents seen, Map<String, String> first) {
        try {
            directory.make();
            Newest before = newest();
            Opening last = opened;
            if (last != null && last.number == before.number() && writer.equals(openedBy)) {
                return last; // an earlier call opened it, and its caller did not get the result
            }
            requireUnchanged(seen, before.contents());
            SortedMap<String, String> entries = new TreeMap<>(seen.entries());
            JournalText.apply(first, entries);
            long number = before.number() + 1;
            JournalFile file = begin(number, entries);
            try {
                requireUnchanged(seen, reread(before.number()).contents());
                deleteOlder(before.number());
                Opening now = new Opening(number, file, entries);
                openedBy = writer;
                opened = now;
                return now;
            } catch (IOException | RuntimeException e) {
                file.close();
                Files.deleteIfExists(directory.file(number));
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw refused("open journal", e);
        }
    }

    /** The newest file, 0 if there is none, and its contents. */
    private record Newest(long number, Contents contents) {}

    private Newest newest() throws IOException {
        for (int attempt = 1; ; attempt++) {
            List<Long> numbers = directory.numbersIfThere();
            try {
                return reread(numbers.isEmpty() ? 0 : numbers.get(0));
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                // Its writer has created the next one meanwhile.
            }
        }
    }

    private Newest reread(long number) throws IOException {
        if (number == 0) {
            return new Newest(0, new Contents(new TreeMap<>(), List.of(), "0"));
        }
        JournalText text = JournalText.read(directory.file(number));
        return new Newest(number, new Contents(text.entries(), text.damages(), number + "." + text.length()));
    }

    private JournalFile begin(long number, Map<String, String> entries) throws IOException {
        try {
            return directory.begin(number, entries);
        } catch (FileAlreadyExistsException e) {
            throw changed(e);
        }
    }

    private void requireUnchanged(Contents seen, Contents now) {
        if (!seen.revision().equals(now.revision())) {
            throw changed(null);
        }
    }

    private ServiceException changed(@Nullable Exception cause) {
        return ServiceException.builder(
                        Outcome.CONFLICT, "open journal " + path, "it was opened or written since it was read")
                .cause(cause)
                .build();
    }

    /** Deletes only files that a run has written, not others with such a name. */
    private void deleteOlder(long newest) throws IOException {
        for (long number : directory.numbers()) {
            if (number == newest || (number < newest && JournalText.isReadable(directory.file(number)))) {
                Files.deleteIfExists(directory.file(number));
            }
        }
        directory.deleteDrafts();
    }

    private ServiceException refused(String operation, Exception e) {
        boolean own = e.getClass()
                == IOException.class; // subclasses name the fault by their class, and have only the path as message
        String reason = own ? String.valueOf(e.getMessage()) : e.toString();
        return ServiceException.builder(Outcome.REJECTED, operation + " " + path, reason)
                .cause(e)
                .build();
    }

    private final class Opening implements Writer {
        private long number;
        private JournalFile file;
        private final SortedMap<String, String> entries;

        Opening(long number, JournalFile file, SortedMap<String, String> entries) {
            this.number = number;
            this.file = file;
            this.entries = new TreeMap<>(entries);
        }

        @Override
        public SortedMap<String, String> entries() {
            return new TreeMap<>(entries);
        }

        @Override
        public void write(Map<String, String> changes) {
            try {
                if (!file.isWhole()) {
                    throw denied("its file " + directory.file(number).getFileName() + " was truncated since", null);
                }
                file.append(changes);
                requireOurs(directory.numbers());
            } catch (NoSuchFileException e) {
                throw takenAway(e);
            } catch (IOException | UncheckedIOException e) {
                throw ServiceException.builder(Outcome.UNAVAILABLE, operation(), String.valueOf(e))
                        .cause(e)
                        .build();
            }
            JournalText.apply(changes, entries);
            if (file.isOvergrown()) {
                goOnInTheNext();
            }
        }

        /**
         * Creates the next file, unless another run has created it: this writer alone owns its number then. If that
         * fails, the write is on disk already, and this file stays in use.
         */
        private void goOnInTheNext() {
            JournalFile fresh;
            try {
                fresh = directory.begin(number + 1, entries);
            } catch (IOException | UncheckedIOException e) {
                file.mayGrow(); // if another run has that number, the next write fails
                return;
            }
            file.close();
            file = fresh;
            number++;
            try {
                requireOurs(directory.numbers());
                Files.deleteIfExists(directory.file(number - 1));
            } catch (IOException | UncheckedIOException e) {
                // The next write checks again, and the next opening deletes old files.
            }
        }

        private void requireOurs(List<Long> numbers) {
            if (numbers.stream().anyMatch(other -> other > number)) {
                throw denied("another run has opened it since", null);
            }
            if (!numbers.contains(number)) {
                throw takenAway(null);
            }
        }

        /** A write to a deleted file is lost with the process. */
        private ServiceException takenAway(@Nullable Exception cause) {
            return denied("its file " + directory.file(number).getFileName() + " was deleted since", cause);
        }

        private ServiceException denied(String why, @Nullable Exception cause) {
            return ServiceException.builder(Outcome.DENIED, operation(), why)
                    .cause(cause)
                    .build();
        }

        @Override
        public void close() {
            file.close();
        }

        private String operation() {
            return "write journal " + path;
        }
    }
}
