package io.github.evenkeel.run.state;

/**
 * Entry of a pool whose size the run has raised, or is about to raise.
 *
 * @param poolId identity of the pool
 * @param size of the pool before that
 * @param added how many nodes are added to it
 * @param toMake how many of the nodes that are still to be deleted get a successor from the pool; the others shrink it
 */
public record SurgeEntry(String poolId, int size, int added, int toMake) {
    private static final int MOST_NODES = 10_000;

    static SurgeEntry of(String poolId, EntryCodec entry) {
        return new SurgeEntry(
                EntryFields.one("pool", poolId),
                entry.number("size", 0, MOST_NODES),
                entry.number("added", 1, MOST_NODES),
                entry.number("tomake", 0, MOST_NODES));
    }

    EntryCodec entry() {
        return EntryCodec.empty().put("size", size).put("added", added).put("tomake", toMake);
    }
}
