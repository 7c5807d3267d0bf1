package io.github.evenkeel.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** File to which lines are appended; each is on disk when the append returns. */
final class JournalFile implements AutoCloseable {
    private static final long NOT_WORTH_IT = 1 << 20;
    private static final int GROWTH = 4;

    private final FileChannel channel;
    private long length;
    private long grown = NOT_WORTH_IT;

    private JournalFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Writes the first line of an existing empty file. */
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

    /** Whether all lines are still in the file: another program may have truncated it. */
    boolean isWhole() throws IOException {
        return channel.size() >= length;
    }

    /** @throws IOException if the append failed; the next append truncates what was written of it */
    void append(Map<String, String> changes) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(JournalText.line(changes));
        channel.truncate(length).position(length);
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(true);
        length = channel.position();
    }

    /** Whether the file is much longer than its entries, as later lines replace entries of earlier ones. */
    boolean isOvergrown() {
        return length > grown;
    }

    /** Lets the file grow to four times its length before it counts as overgrown. */
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

    /** A file's name is on disk only when its directory is. */
    static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems can't open a directory; these write names at once.
        }
    }
}
