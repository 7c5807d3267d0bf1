package io.github.evenkeel.run.state;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Entry of a pool whose size the run has raised, or is about to raise.
 *
 * @param poolId identity of the pool
 * @param size of the pool before that
 * @param added how many nodes are added to it
 * @param toMake how many of the nodes that are still to be deleted get a successor from the pool; the others shrink it
 * @param now size that the run itself has given the pool, or is about to give it, at most; if it is larger, that is of
 *     another client
 * @param least size that the pool has once the run has taken placeholders back, while it is about to; else that of now
 * @param reached whether the pool has had the size that the run has given it: a smaller one is of another client
 * @param domains how many nodes it had in each availability domain before that, as words of number and domain with a
 *     colon between; none if that is not known
 */
public record SurgeEntry(
        String poolId, int size, int added, int toMake, int now, int least, boolean reached, List<String> domains) {
    private static final String REACHED = "yes";
    private static final int MOST_NODES = 10_000;
    private static final Pattern DOMAIN = Pattern.compile("\\d{1,5}:.+");

    /** Copies the list. */
    public SurgeEntry {
        domains = List.copyOf(domains);
    }

    static SurgeEntry of(String poolId, EntryCodec entry) {
        int size = entry.number("size", 0, MOST_NODES);
        int added = entry.number("added", 1, MOST_NODES);
        int now = entry.get("now").isPresent() ? entry.number("now", 0, 2 * MOST_NODES) : size + added;
        return new SurgeEntry(
                EntryFields.one("pool", poolId),
                size,
                added,
                entry.number("tomake", 0, MOST_NODES),
                now,
                entry.get("least").isPresent() ? entry.number("least", 0, now) : now,
                entry.get("reached").filter(REACHED::equals).isPresent(),
                entry.get("domains").isPresent() ? domains(entry) : List.of());
    }

    private static List<String> domains(EntryCodec entry) {
        return entry.words("domains").stream()
                .map(word -> EntryFields.matching("domains", word, DOMAIN, "number:domain"))
                .toList();
    }

    EntryCodec entry() {
        EntryCodec entry = EntryCodec.empty()
                .put("size", size)
                .put("added", added)
                .put("tomake", toMake)
                .put("now", now);
        if (!domains.isEmpty()) {
            entry.put("domains", String.join(" ", domains));
        }
        if (reached) {
            entry.put("reached", REACHED);
        }
        return least < now ? entry.put("least", least) : entry;
    }
}
