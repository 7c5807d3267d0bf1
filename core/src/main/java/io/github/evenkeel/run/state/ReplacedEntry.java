package io.github.evenkeel.run.state;

import java.util.List;
import java.util.Optional;

/**
 * Entry of a replaced node. A journal has one for each node of a large cluster: what follows from the names is left
 * out.
 *
 * @param name of the old node
 * @param addresses of the old node; the displayed one comes first
 * @param by name of the node that took its place
 * @param machine digest of the identity of that node's instance; empty in the entry of an older version
 * @param newAddresses of that node; the displayed one comes first
 */
public record ReplacedEntry(
        String name, List<String> addresses, String by, Optional<String> machine, List<String> newAddresses) {
    /** Copies the lists. */
    public ReplacedEntry {
        addresses = List.copyOf(addresses);
        newAddresses = List.copyOf(newAddresses);
    }

    static ReplacedEntry of(String name, EntryCodec entry) {
        String by = entry.word("by");
        return new ReplacedEntry(
                EntryFields.one("node", name),
                addresses(entry, "address", name),
                by,
                machine(entry),
                addresses(entry, "newaddress", by));
    }

    private static Optional<String> machine(EntryCodec entry) {
        return entry.get("machine")
                .map(digest -> InstanceDigest.one("machine", digest))
                .or(() -> entry.get("instance").map(id -> InstanceDigest.of(EntryFields.one("instance", id))));
    }

    EntryCodec entry() {
        EntryCodec fields = EntryCodec.empty().put("by", by);
        put(fields, "address", addresses, name);
        put(fields, "newaddress", newAddresses, by);
        machine.ifPresent(digest -> fields.put("machine", digest));
        return fields;
    }

    /** The service names nodes by their addresses. */
    private static void put(EntryCodec fields, String field, List<String> addresses, String node) {
        if (!addresses.equals(List.of(node))) {
            fields.put(field, String.join(" ", addresses));
        }
    }

    private static List<String> addresses(EntryCodec entry, String field, String node) {
        if (entry.get(field).isEmpty()) {
            return List.of(node);
        }
        List<String> addresses = entry.words(field);
        if (addresses.isEmpty()) {
            throw EntryFields.refused(field, "", "one address at least");
        }
        return addresses;
    }
}
