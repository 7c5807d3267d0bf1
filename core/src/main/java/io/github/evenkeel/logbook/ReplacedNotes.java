package io.github.evenkeel.logbook;

import java.util.List;

/**
 * A node that is done with.
 *
 * @param name of the old node
 * @param addresses of the old node; the one that people know it by comes first
 * @param by name of the node that took its place
 * @param newAddresses of that node; the one that people know it by comes first
 */
public record ReplacedNotes(String name, List<String> addresses, String by, List<String> newAddresses) {
    /** Copies the lists. */
    public ReplacedNotes {
        addresses = List.copyOf(addresses);
        newAddresses = List.copyOf(newAddresses);
    }

    static ReplacedNotes of(String name, Entry entry) {
        return new ReplacedNotes(
                Words.one("node", name), addresses(entry, "address"), entry.word("by"), addresses(entry, "newaddress"));
    }

    Entry entry() {
        return Entry.empty()
                .put("address", String.join(" ", addresses))
                .put("by", by)
                .put("newaddress", String.join(" ", newAddresses));
    }

    private static List<String> addresses(Entry entry, String field) {
        List<String> addresses = entry.words(field);
        if (addresses.isEmpty()) {
            throw Words.refused(field, "", "one address at least");
        }
        return addresses;
    }
}
