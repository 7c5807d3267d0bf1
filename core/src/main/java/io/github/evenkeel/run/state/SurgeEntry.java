package io.github.evenkeel.run.state;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Entry of a pool whose size the run has raised, or is about to raise.
 *
 * @param poolId identity of the pool
 * @param size of the pool before that
 * @param added how many nodes are added to it
 * @param toMake how many of the nodes that are still to be deleted get a successor from the pool; the others shrink it
 * @param known digests of the instances that the pool had before
 */
public record SurgeEntry(String poolId, int size, int added, int toMake, Set<String> known) {
    private static final int MOST_NODES = 10_000;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{12}");

    /** Copies the set. */
    public SurgeEntry {
        known = Set.copyOf(known);
    }

    static SurgeEntry of(String poolId, EntryCodec entry) {
        Set<String> known = new TreeSet<>();
        for (String word : entry.words("known")) {
            known.add(EntryFields.matching("known", word, DIGEST, "twelve hexadecimal digits"));
        }
        if (known.isEmpty()) {
            throw EntryFields.refused("known", "", "one digest at least"); // every node would be taken for a new one
        }
        return new SurgeEntry(
                EntryFields.one("pool", poolId),
                entry.number("size", 0, MOST_NODES),
                entry.number("added", 1, MOST_NODES),
                entry.number("tomake", 0, MOST_NODES),
                known);
    }

    EntryCodec entry() {
        return EntryCodec.empty()
                .put("size", size)
                .put("added", added)
                .put("tomake", toMake)
                .put("known", String.join(" ", new TreeSet<>(known)));
    }
}
