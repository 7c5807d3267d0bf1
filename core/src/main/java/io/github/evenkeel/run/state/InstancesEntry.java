package io.github.evenkeel.run.state;

import java.util.Set;
import java.util.TreeSet;

/**
 * Entry of the instances that a pool had before the run changed it: any other instance is new.
 *
 * @param poolId identity of the pool
 * @param known digests of the instances
 */
public record InstancesEntry(String poolId, Set<String> known) {
    private static final String KNOWN = "known";

    /** Copies the set. */
    public InstancesEntry {
        known = Set.copyOf(known);
    }

    static InstancesEntry of(String poolId, EntryCodec entry) {
        return new InstancesEntry(EntryFields.one("pool", poolId), InstanceDigest.read(entry, KNOWN));
    }

    InstancesEntry and(InstancesEntry more) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(more.known);
        return new InstancesEntry(poolId, all);
    }

    EntryCodec entry() {
        return EntryCodec.empty().put(KNOWN, String.join(" ", new TreeSet<>(known)));
    }
}
