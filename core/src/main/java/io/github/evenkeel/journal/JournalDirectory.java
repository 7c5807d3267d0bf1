package io.github.evenkeel.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Directory with the files of a journal, {@code journal.N}. A file appears together with its first line: it is written
 * under another name and then linked, which fails if the number is taken. Files of other names stay untouched.
 */
final class JournalDirectory {
    private static final String NAME = "journal.";
    private static final Pattern NUMBERED = Pattern.compile("journal\\.[1-9]\\d*");
    private static final Pattern DRAFT = Pattern.compile("journal\\.[0-9a-f-]{36}\\.new");

    /** Enough for a run that opens its journal each second for thirty years. */
    private static final int MOST_DIGITS = 9;

    private final Path path;

    JournalDirectory(Path path) {
        this.path = path;
    }

    Path file(long number) {
        return path.resolve(NAME + number);
    }

    void make() throws IOException {
        Files.createDirectories(path);
    }

    /** Numbers of the existing files; empty if there is no directory. */
    List<Long> numbersIfThere() throws IOException {
        return Files.notExists(path, LinkOption.NOFOLLOW_LINKS) ? List.of() : numbers();
    }

    /** @throws NoSuchFileException if the directory was deleted */
    List<Long> numbers() throws IOException {
        List<String> names = names(NUMBERED);
        for (String name : names) {
            if (name.length() > NAME.length() + MOST_DIGITS) {
                throw new IOException("found " + path.resolve(name) + ", needed a number of " + MOST_DIGITS
                        + " digits at most: no run writes such a file. Remove it, if it is not needed");
            }
        }
        return names.stream()
                .map(name -> Long.valueOf(name.substring(NAME.length())))
                .sorted(Collections.reverseOrder())
                .toList();
    }

    /** @throws FileAlreadyExistsException if the number is taken */
    JournalFile begin(long number, Map<String, String> entries) throws IOException {
        Path draft = Files.createFile(path.resolve(NAME + UUID.randomUUID() + ".new"));
        JournalFile file = null;
        try {
            file = JournalFile.begin(draft, entries);
            publish(draft, file(number));
            JournalFile.forceDirectory(path);
            return file;
        } catch (IOException | RuntimeException e) {
            if (file != null) {
                file.close();
            }
            throw e;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Deletes files that a crash left before they got their number. */
    void deleteDrafts() throws IOException {
        for (String name : names(DRAFT)) {
            Files.deleteIfExists(path.resolve(name));
        }
    }

    private static void publish(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new FileAlreadyExistsException(file.toString(), null, "another run was faster");
        } catch (IOException | UnsupportedOperationException e) {
            // This file system has no links: the number is taken first, and a crash at this point leaves an empty file.
            Files.createFile(file);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private List<String> names(Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> pattern.matcher(name).matches())
                    .toList();
        }
    }
}
