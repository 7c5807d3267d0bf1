package io.github.evenkeel.roll;

import io.github.evenkeel.GateRecord;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.state.GateEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the gates of a run have let begin, for its journal and its report. Safe for use by any thread. */
final class GateRecords {
    /** How long an answer counts. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Function<NodeScope, JournalEntries> journal;
    private final Map<String, Map<String, GateRecord>> byGate = new LinkedHashMap<>();
    private final Map<String, Duration> openedAt = new HashMap<>();

    GateRecords(List<GateEntry> before, Function<NodeScope, JournalEntries> journal) {
        this.journal = journal;
        before.forEach(entry -> add(entry.records()));
    }

    /** Whether all gates were open for it a moment ago. */
    synchronized boolean hasJustOpened(String about, Duration now) {
        Duration last = openedAt.get(about);
        return last != null && now.minus(last).compareTo(FRESH) <= 0;
    }

    /** All gates are open for it. */
    void opened(NodeScope scope, String about, List<GateRecord> passed, Duration now) {
        List<GateEntry> changed = note(about, passed, now);
        while (!changed.isEmpty()) {
            journal.apply(scope).note(changed);
            changed = changedSince(changed);
        }
    }

    /** Another node may have written a later entry before this one was written. */
    private synchronized List<GateEntry> changedSince(List<GateEntry> written) {
        return written.stream()
                .map(GateEntry::gate)
                .map(this::entry)
                .filter(now -> !written.contains(now))
                .toList();
    }

    private GateEntry entry(String gate) {
        return new GateEntry(
                gate, List.copyOf(byGate.getOrDefault(gate, Map.of()).values()));
    }

    private synchronized List<GateEntry> note(String about, List<GateRecord> passed, Duration now) {
        openedAt.put(about, now);
        add(passed);
        return passed.stream().map(GateRecord::gate).map(this::entry).toList();
    }

    private void add(List<GateRecord> some) {
        some.forEach(one -> byGate.computeIfAbsent(one.gate(), gate -> new LinkedHashMap<>())
                .put(one.about(), one));
    }

    synchronized List<GateRecord> all() {
        List<GateRecord> all = new ArrayList<>();
        byGate.values().forEach(records -> all.addAll(records.values()));
        return all;
    }
}
