package io.github.evenkeel.testkit.oci;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts calls to the emulator, refused and lost ones included. Thread-safe. */
public final class Calls {
    private final ConcurrentMap<OciOperation, Long> counts = new ConcurrentHashMap<>();

    Calls() {}

    /** How many calls of that operation came since the start, or since {@link #reset}. */
    public long of(OciOperation operation) {
        return counts.getOrDefault(operation, 0L);
    }

    /** How many calls came in all. */
    public long total() {
        return byOperation().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The counts of all operations that were called, as of now. */
    public Map<OciOperation, Long> byOperation() {
        Map<OciOperation, Long> called = new EnumMap<>(OciOperation.class);
        called.putAll(counts);
        return called;
    }

    /**
     * The calls since an earlier {@link #byOperation}.
     *
     * @return only operations that were called since
     */
    public Map<OciOperation, Long> since(Map<OciOperation, Long> earlier) {
        Map<OciOperation, Long> since = byOperation();
        since.replaceAll((operation, count) -> count - earlier.getOrDefault(operation, 0L));
        since.values().removeIf(count -> count <= 0);
        return since;
    }

    /** Starts again at zero. */
    public void reset() {
        counts.clear();
    }

    void count(OciOperation operation) {
        counts.merge(operation, 1L, Long::sum);
    }
}
