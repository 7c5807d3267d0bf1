package io.github.evenkeel.run.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Entry of the run, written before any other: a process that recovers the run needs the same plan.
 *
 * @param runId of the run, which it leaves as a mark on what it changes
 * @param cluster identity for the provider
 * @param target version, or what else the plan does with nodes, in words; "" for the version that each pool has
 * @param pools identities of those that are named, in order; "" for all
 * @param loadBalancers identities, in order
 * @param drainPolicy in words; a recovered run may have another
 * @param rollout in words; a recovered run may have another
 * @param state of the run
 * @param spent time that it has taken so far, as far as that is known; zero if it has no limit
 */
public record RunEntry(
        String runId,
        String cluster,
        String target,
        String pools,
        String loadBalancers,
        String drainPolicy,
        String rollout,
        State state,
        Duration spent) {
    /** Three years. */
    private static final int MOST_SECONDS = 100_000_000;

    /** State of a run. */
    public enum State {
        /** It is running, or its process died. */
        UNDERWAY,
        /** A pause was requested; a process that recovers it stays paused. */
        PAUSED,
        /** A stop was requested; a process that recovers it finishes the node that was begun, and ends. */
        STOPPED,
        /** A cancel was requested; a process that recovers it restores or finishes the node that was begun. */
        CANCELLED,
        /** It has ended. */
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
                entry.get("rollout").orElse(""),
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
                .put("rollout", rollout)
                .put("state", state)
                .put("spent", spent.toSeconds());
    }

    /** The same run in another state. */
    RunEntry in(State other) {
        return new RunEntry(runId, cluster, target, pools, loadBalancers, drainPolicy, rollout, other, spent);
    }

    /** The same run after so much time. */
    RunEntry after(Duration time) {
        return new RunEntry(runId, cluster, target, pools, loadBalancers, drainPolicy, rollout, state, time);
    }

    /** The same run with the policies of the plan that recovers it; the time of an ended run starts anew. */
    public RunEntry goingOnWith(RunEntry plan) {
        boolean ended = state == State.ENDED;
        return new RunEntry(
                runId,
                cluster,
                target,
                pools,
                loadBalancers,
                plan.drainPolicy,
                plan.rollout,
                ended ? State.UNDERWAY : state,
                ended ? Duration.ZERO : spent);
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
        aims.put("target", target);
        aims.put("node pools", pools);
        aims.put("load balancers", loadBalancers);
        return aims;
    }
}
