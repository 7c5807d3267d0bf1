package io.github.evenkeel.logbook;

/**
 * A node that is done with.
 *
 * @param name of the old node
 * @param address of the old node
 * @param by name of the node that took its place
 * @param newAddress of that node
 */
public record ReplacedNotes(String name, String address, String by, String newAddress) {
    static ReplacedNotes of(String name, Entry entry) {
        return new ReplacedNotes(name, entry.required("address"), entry.required("by"), entry.required("newaddress"));
    }

    Entry entry() {
        return Entry.empty().put("address", address).put("by", by).put("newaddress", newAddress);
    }
}
