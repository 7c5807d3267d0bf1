package io.github.evenkeel.run.state;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the entries of decided waves among those of a journal. */
final class WavesEntries {
    private static final Pattern NODES = Pattern.compile(Pattern.quote(WavesEntry.NODES) + "[1-9]\\d{0,3}");

    private WavesEntries() {}

    static boolean has(String key) {
        return key.equals(WavesEntry.KEY) || NODES.matcher(key).matches();
    }

    /** @throws UnreadableEntryException if no run has written them so */
    static @Nullable WavesEntry read(Map<String, String> entries) {
        String header = entries.get(WavesEntry.KEY);
        SortedMap<Integer, List<String>> chunks = new TreeMap<>();
        String key = WavesEntry.KEY;
        try {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                if (NODES.matcher(entry.getKey()).matches()) {
                    key = entry.getKey();
                    chunks.put(
                            Integer.parseInt(key.substring(WavesEntry.NODES.length())),
                            WavesEntry.nodes(EntryCodec.parse(entry.getValue())));
                }
            }
            key = WavesEntry.KEY;
            if (header == null && !chunks.isEmpty()) {
                throw new IllegalArgumentException("none, beside " + chunks.size() + " entries of its nodes");
            }
            return header == null ? null : read(header, chunks);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEntryException(key, e);
        }
    }

    private static WavesEntry read(String header, SortedMap<Integer, List<String>> chunks) {
        return WavesEntry.read(
                EntryCodec.parse(header),
                chunks.values().stream().flatMap(List::stream).toList());
    }
}
