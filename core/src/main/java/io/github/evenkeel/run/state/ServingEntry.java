package io.github.evenkeel.run.state;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Entry of the baseline: how many backends were healthy and served before the first drain.
 *
 * @param baseline by load balancer and set
 */
public record ServingEntry(Map<String, Integer> baseline) {
    private static final int MOST_BACKENDS = 10_000;
    private static final Pattern SET = Pattern.compile("\\S+/\\S+");

    /** Copies the map. */
    public ServingEntry {
        baseline = Map.copyOf(baseline);
    }

    static ServingEntry of(EntryCodec entry) {
        Map<String, Integer> baseline = new TreeMap<>();
        for (String word : entry.words("sets")) {
            String[] pair = word.split(",", -1);
            if (pair.length != 2) {
                throw EntryFields.refused("sets", word, "a set and a number");
            }
            String set = URLDecoder.decode(pair[0], StandardCharsets.UTF_8);
            EntryFields.matching("sets", set, SET, "a load balancer and a set with a slash between");
            if (baseline.put(set, EntryFields.number("sets", pair[1], 0, MOST_BACKENDS)) != null) {
                throw EntryFields.refused("sets", set, "there once");
            }
        }
        if (baseline.isEmpty()) {
            throw EntryFields.refused("sets", entry.required("sets"), "one set at least");
        }
        return new ServingEntry(baseline);
    }

    EntryCodec entry() {
        return EntryCodec.empty()
                .put(
                        "sets",
                        new TreeMap<>(baseline)
                                .entrySet().stream()
                                        .map(set -> URLEncoder.encode(set.getKey(), StandardCharsets.UTF_8) + ","
                                                + set.getValue())
                                        .collect(Collectors.joining(" ")));
    }
}
