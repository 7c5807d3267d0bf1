package io.github.evenkeel.run.state;

/**
 * Entry of a pool whose size the run has raised, or is about to raise.
 *
 * @param poolId identity of the pool
 * @param size of the pool before that
 * @param added how many nodes are added to it
 * @param toMake how many of the nodes that are still to be deleted get a successor from the pool; the others shrink it
 * @param now size that the run itself has given the pool, or is about to give it, at most; if it is larger, that is of
 *     another client
 */
public record SurgeEntry(String poolId, int size, int added, int toMake, int now) {
    private static final int MOST_NODES = 10_000;

    static SurgeEntry of(String poolId, EntryCodec entry) {
        int size = entry.number("size", 0, MOST_NODES);
        int added = entry.number("added", 1, MOST_NODES);
        return new SurgeEntry(
                EntryFields.one("pool", poolId),
                size,
                added,
                entry.number("tomake", 0, MOST_NODES),
                entry.get("now").isPresent() ? entry.number("now", 0, 2 * MOST_NODES) : size + added);
    }

    EntryCodec entry() {
        return EntryCodec.empty()
                .put("size", size)
                .put("added", added)
                .put("tomake", toMake)
                .put("now", now);
    }
}
