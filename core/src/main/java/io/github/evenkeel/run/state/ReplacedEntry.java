package io.github.evenkeel.run.state;

import java.util.List;

/**
 * Entry of a replaced node.
 *
 * @param name of the old node
 * @param addresses of the old node; the displayed one comes first
 * @param by name of the node that took its place
 * @param newAddresses of that node; the displayed one comes first
 */
public record ReplacedEntry(String name, List<String> addresses, String by, List<String> newAddresses) {
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
                addresses(entry, "newaddress"));
    }

    EntryCodec entry() {
        return EntryCodec.empty()
                .put("address", String.join(" ", addresses))
                .put("by", by)
                .put("newaddress", String.join(" ", newAddresses));
    }

    private static List<String> addresses(EntryCodec entry, String field) {
        List<String> addresses = entry.words(field);
        if (addresses.isEmpty()) {
            throw EntryFields.refused(field, "", "one address at least");
        }
        return addresses;
    }
}
