package io.github.evenkeel.testkit.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Temporary directory, readable by this user only, that is deleted after the run; if the run was killed, at the start
 * of the next one.
 *
 * @param path of the directory
 */
record ScratchDirectory(Path path) implements AutoCloseable {
    private static final String PREFIX = "evenkeel-control-plane-";

    /** The number in it is that of the process which made it. */
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");

    static ScratchDirectory create() throws IOException {
        ScratchDirectory created = new ScratchDirectory(
                Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-"));
        deleteLeftoversIn(Objects.requireNonNull(created.path.toAbsolutePath().getParent()));
        return created;
    }

    /** Deletes those of this user whose process has ended. */
    static void deleteLeftoversIn(Path parent) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : directories) {
                Matcher name = NAME.matcher(directory.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                        && Files.isWritable(directory)) {
                    new ScratchDirectory(directory).close();
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Can't delete " + path, e);
        }
    }
}
