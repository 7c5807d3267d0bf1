package io.github.evenkeel.logbook;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many backends served well before the run took the first one out.
 *
 * @param atFirst by load balancer and set
 */
public record ServingNotes(Map<String, Integer> atFirst) {
    /** Copies the map. */
    public ServingNotes {
        atFirst = Map.copyOf(atFirst);
    }

    static ServingNotes of(Entry entry) {
        Map<String, Integer> atFirst = new TreeMap<>();
        for (String word : entry.required("sets").split(" ")) {
            String[] pair = word.split(",", -1);
            if (pair.length != 2) {
                throw new IllegalArgumentException("found '" + word + "', needed a set and a number");
            }
            atFirst.put(URLDecoder.decode(pair[0], StandardCharsets.UTF_8), Integer.valueOf(pair[1]));
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
