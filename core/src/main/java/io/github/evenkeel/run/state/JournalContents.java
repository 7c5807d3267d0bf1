package io.github.evenkeel.run.state;

import io.github.evenkeel.spi.Journal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the last run, as a journal has them.
 *
 * @param run the run; null if there was none
 * @param ended how it ended; null if it has not, or said nothing of it
 * @param serving how many backends served when it began; null if it had not counted
 * @param waves that it decided; null if it had not
 */
record JournalContents(
        Journal.Contents seen,
        @Nullable RunEntry run,
        @Nullable EndedRun ended,
        @Nullable ServingEntry serving,
        RequestsEntry requests,
        @Nullable WavesEntry waves,
        List<NodeState> unfinished,
        List<ReplacedEntry> replaced,
        List<GateEntry> gates,
        List<InstancesEntry> instances,
        List<SurgeEntry> surges) {
    /** In the entries of nodes and surges, until instances had entries of their own. */
    private static final String KNOWN = "known";

    /** @throws UnreadableEntryException if this version does not understand one */
    static JournalContents of(Journal.Contents seen) {
        Map<String, String> entries = seen.entries();
        RunEntry run = read(entries, JournalKeys.RUN, RunEntry::of);
        if (run == null) {
            JournalKeys.requireNothingWithoutARun(entries.keySet());
        }
        RequestsEntry requests = read(entries, JournalKeys.REQUESTS, RequestsEntry::of);
        return new JournalContents(
                seen,
                run,
                read(entries, JournalKeys.ENDED, EndedRun::read),
                read(entries, JournalKeys.SERVING, ServingEntry::of),
                requests == null ? RequestsEntry.NONE : requests,
                WavesEntries.read(entries),
                JournalKeys.readAll(entries, JournalKeys.NODE, NodeStateCodec::read),
                JournalKeys.readAll(entries, JournalKeys.REPLACED, ReplacedEntry::of),
                JournalKeys.readAll(entries, JournalKeys.GATE, GateEntry::of),
                instances(entries),
                JournalKeys.readAll(entries, JournalKeys.SURGE, SurgeEntry::of));
    }

    private static <T> @Nullable T read(Map<String, String> entries, String key, Function<EntryCodec, T> form) {
        String text = entries.get(key);
        return text == null ? null : JournalKeys.read(key, text, form);
    }

    private static List<InstancesEntry> instances(Map<String, String> entries) {
        Map<String, InstancesEntry> pools = new HashMap<>();
        Stream.of(
                        JournalKeys.readAll(entries, JournalKeys.NODE, JournalContents::ofOlderNode),
                        JournalKeys.readAll(entries, JournalKeys.SURGE, JournalContents::ofOlderSurge))
                .flatMap(List::stream)
                .flatMap(Optional::stream)
                .forEach(entry -> pools.merge(entry.poolId(), entry, InstancesEntry::and));
        JournalKeys.readAll(entries, JournalKeys.INSTANCES, InstancesEntry::of)
                .forEach(entry -> pools.put(entry.poolId(), entry));
        return List.copyOf(pools.values());
    }

    private static Optional<InstancesEntry> ofOlderNode(String name, EntryCodec entry) {
        String field = NodeState.LEDGER + KNOWN;
        return entry.get(field).isEmpty()
                ? Optional.empty()
                : Optional.of(new InstancesEntry(entry.word("pool"), InstanceDigest.read(entry, field)));
    }

    private static Optional<InstancesEntry> ofOlderSurge(String poolId, EntryCodec entry) {
        return entry.get(KNOWN).isEmpty() ? Optional.empty() : Optional.of(InstancesEntry.of(poolId, entry));
    }

    /** Whether the run has left something that it began. */
    boolean isOpen() {
        return !unfinished.isEmpty() || !surges.isEmpty();
    }
}
