package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Injects faults into requests. A request is named by verb and resource, such as {@code create pods/eviction},
 * {@code patch nodes}, {@code list pods}. Thread-safe.
 */
public final class KubernetesFaults {
    private final Map<String, Queue<RequestFault>> next = new HashMap<>();
    private final Map<String, RequestFault> every = new HashMap<>();
    private final ObjectStore store;
    private final Watches watches;
    private volatile long backAt = System.nanoTime();

    KubernetesFaults(ObjectStore store, Watches watches) {
        this.store = store;
        this.watches = watches;
    }

    /** The next request of that name, after those named before. */
    public synchronized void next(String request, RequestFault fault) {
        next.computeIfAbsent(request, name -> new ArrayDeque<>()).add(fault);
    }

    /** Every request of that name, until {@link #clear}. */
    public synchronized void every(String request, RequestFault fault) {
        every.put(request, fault);
    }

    /** No request goes wrong any more; a server that is away is back. */
    public synchronized void clear() {
        next.clear();
        every.clear();
        backAt = System.nanoTime();
    }

    /** The server is away: connections and watches break, and so do new ones until the time is over. */
    public void awayFor(Duration time) {
        backAt = System.nanoTime() + time.toNanos();
        watches.cutAll();
    }

    /**
     * From now on the watches of that user go on when those of others break off. It is for the parts of a sandbox:
     * fabric8's client on the JDK's does not always notice that a watch has ended.
     */
    public void spare(String user) {
        watches.spare(user);
    }

    /** All watches break off once. */
    public void breakWatches() {
        watches.cutAll();
    }

    /** Watches and lists that want to go on from a revision before now get 410, as after compaction. */
    public void forgetHistory() {
        store.forgetHistory();
    }

    boolean isAway() {
        return System.nanoTime() - backAt < 0;
    }

    synchronized Optional<RequestFault> forRequest(String request) {
        Queue<RequestFault> waiting = next.get(request);
        RequestFault fault = waiting == null ? null : waiting.poll();
        return Optional.ofNullable(fault != null ? fault : every.get(request));
    }
}
