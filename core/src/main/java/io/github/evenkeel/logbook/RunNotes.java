package io.github.evenkeel.logbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run is about, written before anything else: whoever goes on has to mean the same.
 *
 * @param runId the mark that it leaves on what it changes
 * @param cluster identity for the provider
 * @param target version; "" for the one that each pool has
 * @param pools identities of those that are named, in order; "" for all
 * @param loadBalancers identities, in order
 * @param state whether it goes on
 */
public record RunNotes(String runId, String cluster, String target, String pools, String loadBalancers, State state) {
    /** Whether a run goes on. */
    public enum State {
        /** It does, or was ended by something that left it no time. */
        UNDERWAY,
        /** It has ended, and said so. */
        ENDED
    }

    static RunNotes of(Entry entry) {
        return new RunNotes(
                entry.required("run"),
                entry.required("cluster"),
                entry.get("target").orElse(""),
                entry.get("pools").orElse(""),
                entry.get("balancers").orElse(""),
                State.valueOf(entry.required("state")));
    }

    Entry entry() {
        return Entry.empty()
                .put("run", runId)
                .put("cluster", cluster)
                .put("target", target)
                .put("pools", pools)
                .put("balancers", loadBalancers)
                .put("state", state);
    }

    /** The same run in another state. */
    RunNotes in(State other) {
        return new RunNotes(runId, cluster, target, pools, loadBalancers, other);
    }

    /** What another plan is about that this one is not; empty if they are about the same. */
    public List<String> differences(RunNotes other) {
        Map<String, String> mine = aims();
        List<String> differences = new ArrayList<>();
        other.aims().forEach((what, value) -> {
            String own = Objects.requireNonNull(mine.get(what));
            if (!own.equals(value)) {
                differences.add(what + " '" + value + "' instead of '" + own + "'");
            }
        });
        return differences;
    }

    private Map<String, String> aims() {
        Map<String, String> aims = new LinkedHashMap<>();
        aims.put("cluster", cluster);
        aims.put("target version", target);
        aims.put("node pools", pools);
        aims.put("load balancers", loadBalancers);
        return aims;
    }
}
