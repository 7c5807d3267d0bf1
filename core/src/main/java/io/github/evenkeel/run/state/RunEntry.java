package io.github.evenkeel.run.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
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
 * @param drainPolicy for people; whoever goes on may have another
 * @param state whether it goes on
 * @param spent time that it has taken so far, as far as that is known; none if it has no time set
 */
public record RunEntry(
        String runId,
        String cluster,
        String target,
        String pools,
        String loadBalancers,
        String drainPolicy,
        State state,
        Duration spent) {
    /** Three years. */
    private static final int MOST_SECONDS = 100_000_000;

    /** Whether a run goes on. */
    public enum State {
        /** It does, or was ended by something that left it no time. */
        UNDERWAY,
        /** It was asked to pause; whoever goes on with it stays paused. */
        PAUSED,
        /** It was asked to end, and is about it; whoever goes on with it puts back or finishes what was begun. */
        CANCELLED,
        /** It has ended, and said so. */
        ENDED
    }

    static RunEntry of(EntryCodec entry) {
        return new RunEntry(
                entry.word("run"),
                entry.word("cluster"),
                entry.get("target").orElse(""),
                entry.get("pools").orElse(""),
                entry.get("balancers").orElse(""),
                entry.get("policy").orElse(""),
                entry.oneOf("state", EnumSet.allOf(State.class)),
                Duration.ofSeconds(entry.get("spent").isEmpty() ? 0 : entry.number("spent", 0, MOST_SECONDS)));
    }

    EntryCodec entry() {
        return EntryCodec.empty()
                .put("run", runId)
                .put("cluster", cluster)
                .put("target", target)
                .put("pools", pools)
                .put("balancers", loadBalancers)
                .put("policy", drainPolicy)
                .put("state", state)
                .put("spent", spent.toSeconds());
    }

    /** The same run in another state. */
    RunEntry in(State other) {
        return new RunEntry(runId, cluster, target, pools, loadBalancers, drainPolicy, other, spent);
    }

    /** The same run after so much time. */
    RunEntry after(Duration time) {
        return new RunEntry(runId, cluster, target, pools, loadBalancers, drainPolicy, state, time);
    }

    /** The same run with another policy, as whoever goes on with it has: one that has ended begins its time anew. */
    public RunEntry goingOnWith(String policy) {
        return state == State.ENDED
                ? new RunEntry(runId, cluster, target, pools, loadBalancers, policy, State.UNDERWAY, Duration.ZERO)
                : new RunEntry(runId, cluster, target, pools, loadBalancers, policy, state, spent);
    }

    /** What another plan is about that this one is not; empty if they are about the same. */
    public List<String> differences(RunEntry other) {
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
