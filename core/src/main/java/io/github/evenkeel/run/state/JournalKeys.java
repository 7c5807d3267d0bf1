package io.github.evenkeel.run.state;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Keys of the entries of a run's journal, by which they are found and read. */
final class JournalKeys {
    static final String RUN = "run";
    static final String NODE = "node.";
    static final String REPLACED = "replaced.";
    static final String SERVING = "serving";
    static final String REQUESTS = "requests";
    static final String ENDED = "ended";
    static final String GATE = "gate.";
    static final String SURGE = "surge.";
    static final String INSTANCES = "instances.";

    private JournalKeys() {}

    /** Entries of other names are left alone: runs do not write them. */
    static boolean isOurs(String key) {
        return key.equals(RUN)
                || key.equals(SERVING)
                || key.equals(REQUESTS)
                || key.equals(ENDED)
                || WavesEntries.has(key)
                || key.startsWith(NODE)
                || key.startsWith(GATE)
                || key.startsWith(SURGE)
                || key.startsWith(INSTANCES)
                || key.startsWith(REPLACED);
    }

    /** A run is written before all else, and stays: without it, the journal has lost what a run has written. */
    static void requireNothingWithoutARun(Set<String> keys) {
        List<String> others = keys.stream().filter(JournalKeys::isOurs).sorted().toList();
        if (!others.isEmpty()) {
            throw new UnreadableEntryException(
                    RUN, new IllegalArgumentException("none, beside " + String.join(", ", others)));
        }
    }

    /** All entries whose keys begin so. */
    static <T> List<T> readAll(Map<String, String> entries, String prefix, BiFunction<String, EntryCodec, T> form) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> read(
                        entry.getKey(),
                        entry.getValue(),
                        fields -> form.apply(entry.getKey().substring(prefix.length()), fields)))
                .toList();
    }

    static <T> T read(String key, String text, Function<EntryCodec, T> form) {
        try {
            return form.apply(EntryCodec.parse(text));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEntryException(key, e);
        }
    }
}
