package io.github.evenkeel.traffic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Baseline of a run: how many backends of each set were healthy and served before its first drain.
 *
 * <p>Thread-safe.
 */
public final class ServingBaseline {
    private final Map<String, Integer> counts;
    private final BackendsAtFirst backends = new BackendsAtFirst();
    private final Consumer<Map<String, Integer>> onCounted;

    /**
     * For one run.
     *
     * @param counted what the process before it has counted
     * @param onCounted is told whenever that changes
     */
    public ServingBaseline(Map<String, Integer> counted, Consumer<Map<String, Integer>> onCounted) {
        this.counts = new HashMap<>(counted);
        this.onCounted = onCounted;
    }

    synchronized OptionalInt of(String set) {
        return Optional.ofNullable(counts.get(set)).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** The baseline of a set, which is the number that serves now if none was counted. */
    int firstOf(String set, int now) {
        OptionalInt before = of(set);
        if (before.isEmpty()) {
            count(set, any -> now);
        }
        return before.orElse(now);
    }

    BackendsAtFirst backends() {
        return backends;
    }

    /** Another client has removed backends: without them, as long as none have taken their place. */
    void doWithout(String set, int removed, int now) {
        firstOf(set, now);
        if (removed > 0) {
            count(set, first -> Math.min(first, Math.max(first - removed, now)));
        }
    }

    private void count(String set, IntUnaryOperator serving) {
        Map<String, Integer> now;
        synchronized (this) {
            counts.put(set, serving.applyAsInt(counts.getOrDefault(set, 0)));
            now = Map.copyOf(counts);
        }
        onCounted.accept(now);
    }
}
