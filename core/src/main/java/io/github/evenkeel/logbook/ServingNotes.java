package io.github.evenkeel.logbook;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many backends served well before the run took the first one out.
 *
 * @param atFirst by load balancer and set
 */
public record ServingNotes(Map<String, Integer> atFirst) {
    private static final int MOST_BACKENDS = 10_000;
    private static final Pattern SET = Pattern.compile("\\S+/\\S+");

    /** Copies the map. */
    public ServingNotes {
        atFirst = Map.copyOf(atFirst);
    }

    static ServingNotes of(Entry entry) {
        Map<String, Integer> atFirst = new TreeMap<>();
        for (String word : entry.words("sets")) {
            String[] pair = word.split(",", -1);
            if (pair.length != 2) {
                throw Words.refused("sets", word, "a set and a number");
            }
            String set = URLDecoder.decode(pair[0], StandardCharsets.UTF_8);
            Words.matching("sets", set, SET, "a load balancer and a set with a slash between");
            if (atFirst.put(set, Words.number("sets", pair[1], 0, MOST_BACKENDS)) != null) {
                throw Words.refused("sets", set, "there once");
            }
        }
        if (atFirst.isEmpty()) {
            throw Words.refused("sets", entry.required("sets"), "one set at least");
        }
        return new ServingNotes(atFirst);
    }

    Entry entry() {
        return Entry.empty()
                .put(
                        "sets",
                        new TreeMap<>(atFirst)
                                .entrySet().stream()
                                        .map(set -> URLEncoder.encode(set.getKey(), StandardCharsets.UTF_8) + ","
                                                + set.getValue())
                                        .collect(Collectors.joining(" ")));
    }
}
