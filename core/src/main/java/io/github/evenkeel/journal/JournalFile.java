package io.github.evenkeel.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** A file that lines are added to, each of which is on the disk when it is added, or not there at all. */
final class JournalFile implements AutoCloseable {
    private static final long NOT_WORTH_IT = 1 << 20;
    private static final int GROWTH = 4;

    private final FileChannel channel;
    private long length;
    private long grown = NOT_WORTH_IT;

    private JournalFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Begins an empty file that is there already. */
    static JournalFile begin(Path path, Map<String, String> entries) throws IOException {
        JournalFile file = new JournalFile(FileChannel.open(path, StandardOpenOption.WRITE));
        try {
            file.append(entries);
            file.mayGrow();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Whether all that was added is there: another program may have emptied it. */
    boolean isWhole() throws IOException {
        return channel.size() >= length;
    }

    /** @throws IOException if it could not be added; what is there of it is cut off before the next one */
    void append(Map<String, String> changes) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(JournalText.line(changes));
        channel.truncate(length).position(length);
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(true);
        length = channel.position();
    }

    /** Whether it is much longer than what it says: each line repeats what others have said before it. */
    boolean isOvergrown() {
        return length > grown;
    }

    /** It may become four times as long as it is, before it is overgrown. */
    void mayGrow() {
        grown = Math.max(NOT_WORTH_IT, GROWTH * length);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Every line was forced to the disk when it was added.
        }
    }

    /** A file's name is on the disk only when its directory is. */
    static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system lets a directory be opened; those that don't write names at once.
        }
    }
}
