package io.github.evenkeel.run.state;

import java.util.List;

/**
 * A node that is done with.
 *
 * @param name of the old node
 * @param addresses of the old node; the one that people know it by comes first
 * @param by name of the node that took its place
 * @param newAddresses of that node; the one that people know it by comes first
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
