package io.github.evenkeel.run.state;

import java.util.List;
import java.util.Optional;

/**
 * Entry of a replaced node.
 *
 * @param name of the old node
 * @param addresses of the old node; the displayed one comes first
 * @param by name of the node that took its place
 * @param instanceId of that node's machine; empty in the entry of an older version
 * @param newAddresses of that node; the displayed one comes first
 */
public record ReplacedEntry(
        String name, List<String> addresses, String by, Optional<String> instanceId, List<String> newAddresses) {
    /** Copies the lists. */
    public ReplacedEntry {
        addresses = List.copyOf(addresses);
        newAddresses = List.copyOf(newAddresses);
    }

    static ReplacedEntry of(String name, EntryCodec entry) {
        return new ReplacedEntry(
                EntryFields.one("node", name),
                addresses(entry, "address"),
                entry.word("by"),
                entry.get("instance").map(id -> EntryFields.one("instance", id)),
                addresses(entry, "newaddress"));
    }

    EntryCodec entry() {
        EntryCodec fields = EntryCodec.empty()
                .put("address", String.join(" ", addresses))
                .put("by", by)
                .put("newaddress", String.join(" ", newAddresses));
        instanceId.ifPresent(id -> fields.put("instance", id));
        return fields;
    }

    private static List<String> addresses(EntryCodec entry, String field) {
        List<String> addresses = entry.words(field);
        if (addresses.isEmpty()) {
            throw EntryFields.refused(field, "", "one address at least");
        }
        return addresses;
    }
}
