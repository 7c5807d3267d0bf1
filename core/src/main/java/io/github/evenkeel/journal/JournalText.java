package io.github.evenkeel.journal;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Reads and formats the lines of a journal's file. A line has a checksum and the changes of one write as
 * {@code key=text&key=text}, with percent-encoded texts. The first line has all entries at the time when the file was
 * created.
 */
final class JournalText {
    private static final int CHECKSUM = 8;

    private final SortedMap<String, String> entries = new TreeMap<>();
    private final List<String> damages = new ArrayList<>();
    private int length;

    private JournalText() {}

    static JournalText read(Path file) throws IOException {
        JournalText text = new JournalText();
        String all = Files.readString(file, StandardCharsets.ISO_8859_1);
        int start = 0;
        int line = 1;
        for (int end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', start)) {
            if (!text.add(all.substring(start, end))) {
                throw damaged(file, line, start);
            }
            start = end + 1;
            line++;
        }
        if (start == 0) {
            throw notBegun(file, all.length());
        }
        text.length = all.length();
        if (start < all.length()) {
            text.damages.add("the last " + (all.length() - start) + " bytes of " + file.getFileName()
                    + " were not written completely, and are skipped");
        }
        return text;
    }

    static byte[] line(Map<String, String> changes) {
        String payload = changes.entrySet().stream()
                .map(change -> change.getKey() + "=" + URLEncoder.encode(change.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return (checksum(payload) + " " + payload + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    static void apply(Map<String, String> changes, Map<String, String> entries) {
        changes.forEach((key, text) -> {
            if (text.isEmpty()) {
                entries.remove(key);
            } else {
                entries.put(key, text);
            }
        });
    }

    /** Whether it is a file that a run has written. */
    static boolean isReadable(Path file) {
        try {
            read(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Length of the file in bytes, skipped ones included. */
    int length() {
        return length;
    }

    SortedMap<String, String> entries() {
        return entries;
    }

    List<String> damages() {
        return damages;
    }

    /** A file has its first line when it gets its name: another program truncated or created an empty one. */
    private static IOException notBegun(Path file, int length) {
        return new IOException("found " + length + " bytes in " + file + ", needed a first line with all entries: what"
                + " the last run wrote is lost. Restore the file; or check by hand what the run has done,"
                + " and delete the file: an older file beside it is valid then");
    }

    /** A line that a crash tore has no line break. */
    private static IOException damaged(Path file, int line, int start) {
        return new IOException("line " + line + " of " + file + ", at byte " + start
                + ", is damaged, and has its line break: it was not torn by a crash, but edited or corrupted. Restore the file;"
                + " or truncate it before that line, check by hand what was done since, and continue from there");
    }

    private static boolean isSound(String line) {
        return line.length() > CHECKSUM && line.startsWith(checksum(line.substring(CHECKSUM + 1)) + " ");
    }

    private boolean add(String line) {
        if (!isSound(line)) {
            return false;
        }
        Map<String, String> changes = new LinkedHashMap<>();
        String payload = line.substring(CHECKSUM + 1);
        for (String pair : payload.isEmpty() ? new String[0] : payload.split("&", -1)) {
            int at = pair.indexOf('=');
            if (at < 1) {
                return false;
            }
            try {
                changes.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return false; // edited, together with its checksum
            }
        }
        apply(changes, entries);
        return true;
    }

    private static String checksum(String payload) {
        CRC32 crc = new CRC32();
        crc.update(payload.getBytes(StandardCharsets.ISO_8859_1));
        return String.format("%08x", crc.getValue());
    }
}
