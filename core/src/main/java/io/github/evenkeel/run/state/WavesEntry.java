package io.github.evenkeel.run.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Entries of the waves that were decided at the beginning of a run: {@code waves}, and {@code waves.1} and so on with
 * the nodes, {@value #CHUNK} in each.
 *
 * @param pools how many nodes of each pool are rolled, by its identity, in the order of the rollout
 * @param waves UIDs of the nodes of each wave, in order
 * @param open index of the last wave that has begun, or may begin
 */
public record WavesEntry(Map<String, Integer> pools, List<List<String>> waves, int open) {
    /** No node is rolled. */
    public static final WavesEntry NONE = new WavesEntry(Map.of(), List.of(), 0);

    static final String KEY = "waves";
    static final String NODES = "waves.";
    private static final int CHUNK = 1000;
    private static final int MOST_NODES = 100_000;
    private static final Pattern SIZES = Pattern.compile("\\d{1,6}(x\\d{1,6})?");

    /** Copies the collections. */
    public WavesEntry {
        pools = new LinkedHashMap<>(pools);
        waves = waves.stream().map(List::copyOf).toList();
    }

    /** The same waves, of which another one may begin. */
    public WavesEntry open(int wave) {
        return new WavesEntry(pools, waves, wave);
    }

    /** UIDs of the nodes of all waves. */
    public Set<String> nodes() {
        return waves.stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    /** Reads the nodes of one entry. */
    static List<String> nodes(EntryCodec chunk) {
        return chunk.words("nodes").stream()
                .map(word -> UidCodec.read("nodes", word))
                .toList();
    }

    /** @param nodes of all waves, in order */
    static WavesEntry read(EntryCodec entry, List<String> nodes) {
        List<List<String>> waves = new ArrayList<>();
        int begin = 0;
        for (int size : sizes(entry)) {
            if (begin + size > nodes.size()) {
                throw EntryFields.refused(
                        "sizes", entry.required("sizes"), "those of waves of " + nodes.size() + " nodes");
            }
            waves.add(nodes.subList(begin, begin + size));
            begin += size;
        }
        if (begin < nodes.size()) {
            throw EntryFields.refused("sizes", entry.required("sizes"), "those of waves of " + nodes.size() + " nodes");
        }
        return new WavesEntry(pools(entry), waves, entry.number("open", 0, Math.max(0, waves.size() - 1)));
    }

    private static List<Integer> sizes(EntryCodec entry) {
        List<Integer> sizes = new ArrayList<>();
        for (String word : entry.words("sizes")) {
            String[] pair = EntryFields.matching("sizes", word, SIZES, "sizes of waves, such as 1 3 10x4")
                    .split("x", -1);
            int size = EntryFields.number("sizes", pair[0], 1, MOST_NODES);
            int times = pair.length == 1 ? 1 : EntryFields.number("sizes", pair[1], 1, MOST_NODES);
            for (int i = 0; i < times; i++) {
                sizes.add(size);
            }
        }
        return sizes;
    }

    private static Map<String, Integer> pools(EntryCodec entry) {
        Map<String, Integer> pools = new LinkedHashMap<>();
        for (String word : entry.words("pools")) {
            int comma = word.lastIndexOf(',');
            if (comma < 1) {
                throw EntryFields.refused("pools", word, "a pool and a number of nodes with a comma between");
            }
            pools.put(word.substring(0, comma), EntryFields.number("pools", word.substring(comma + 1), 1, MOST_NODES));
        }
        return pools;
    }

    /** All entries as texts, by key; none if there is no wave. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        if (waves.isEmpty()) {
            return texts;
        }
        texts.put(KEY, header());
        List<String> nodes =
                waves.stream().flatMap(List::stream).map(UidCodec::text).toList();
        for (int begin = 0; begin < nodes.size(); begin += CHUNK) {
            List<String> chunk = nodes.subList(begin, Math.min(nodes.size(), begin + CHUNK));
            texts.put(
                    NODES + (begin / CHUNK + 1),
                    EntryCodec.empty().put("nodes", String.join(" ", chunk)).text());
        }
        return texts;
    }

    /** The entry without the nodes. */
    String header() {
        return EntryCodec.empty()
                .put(
                        "pools",
                        pools.entrySet().stream()
                                .map(pool -> pool.getKey() + "," + pool.getValue())
                                .collect(Collectors.joining(" ")))
                .put("sizes", String.join(" ", sizesInWords()))
                .put("open", open)
                .text();
    }

    /** Sizes that repeat are written once, with how often. */
    private List<String> sizesInWords() {
        List<String> words = new ArrayList<>();
        int wave = 0;
        while (wave < waves.size()) {
            int size = waves.get(wave).size();
            int begin = wave;
            while (wave < waves.size() && waves.get(wave).size() == size) {
                wave++;
            }
            words.add(wave - begin == 1 ? String.valueOf(size) : size + "x" + (wave - begin));
        }
        return words;
    }
}
