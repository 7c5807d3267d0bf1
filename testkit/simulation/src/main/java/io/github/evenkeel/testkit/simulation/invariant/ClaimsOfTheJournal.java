package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Reads from a journal whose successor a machine is to be, by the documented format. */
final class ClaimsOfTheJournal {
    private static final String NODE = "node.";
    private static final String SURGE = "surge.";

    private ClaimsOfTheJournal() {}

    /** Whether what is there can be relied on: there is a journal, and no user has edited it. */
    static boolean canBeRead(Truth truth) {
        return truth.journal != null && !truth.journalSpoilt;
    }

    /** Addresses of the unfinished node in whose place a machine is; empty if it is in none's. */
    static Set<String> addressesBefore(Machine successor, Truth truth) {
        SortedMap<String, String> journal = truth.journal;
        return journal == null
                ? Set.of()
                : journal.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(NODE))
                        .map(Map.Entry::getValue)
                        .filter(entry -> field("newinstance", entry).equals(Optional.of(successor.instanceId)))
                        .flatMap(entry -> field("addresses", entry).stream())
                        .flatMap(addresses -> Arrays.stream(addresses.split(" ")))
                        .map(word -> word.substring(word.indexOf(',') + 1))
                        .collect(Collectors.toSet());
    }

    /** Whether it says that the run has nodes in the pool that it has added. */
    static boolean hasSurge(String poolId, Truth truth) {
        SortedMap<String, String> journal = truth.journal;
        return journal != null && journal.containsKey(SURGE + poolId);
    }

    private static Optional<String> field(String name, String entry) {
        return Arrays.stream(entry.split("&"))
                .filter(field -> field.startsWith(name + "="))
                .map(field -> URLDecoder.decode(field.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }
}
