package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Running watches, each on its own daemon thread. Thread-safe. */
final class Watches implements AutoCloseable {
    private final Map<Watch, String> running = new ConcurrentHashMap<>();
    private final Set<String> spared = ConcurrentHashMap.newKeySet();
    private final AtomicLong breaks = new AtomicLong();
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "kubernetes-watch-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });
    private final ObjectStore store;
    private final Consumer<Change> listener = this::changed;

    Watches(ObjectStore store) {
        this.store = store;
        store.subscribe(listener);
    }

    ExecutorService executor() {
        return executor;
    }

    /** How often all watches were broken off; to be read when a request for a watch comes in. */
    long breaks() {
        return breaks.get();
    }

    /**
     * Runs the watch on the calling thread until it ends.
     *
     * @param user whose it is
     * @param breaksBefore as of the request: if watches were broken off since then, this one is too
     */
    void run(Watch watch, String user, long breaksBefore) {
        running.put(watch, user);
        try {
            if (breaksBefore != breaks.get() && !spared.contains(user)) {
                watch.cut();
            }
            watch.run();
        } finally {
            running.remove(watch);
        }
    }

    /** From now on the watches of that user go on when others are broken off. */
    void spare(String user) {
        spared.add(user);
    }

    /** Breaks the watches off. */
    void cutAll() {
        breaks.incrementAndGet();
        running.forEach((watch, user) -> {
            if (!spared.contains(user)) {
                watch.cut();
            }
        });
    }

    @Override
    public void close() {
        store.unsubscribe(listener);
        running.keySet().forEach(Watch::cut);
        executor.shutdownNow();
    }

    private void changed(Change change) {
        for (Watch watch : running.keySet()) {
            if (watch.type().equals(change.type())) {
                watch.wake();
            }
        }
    }
}
