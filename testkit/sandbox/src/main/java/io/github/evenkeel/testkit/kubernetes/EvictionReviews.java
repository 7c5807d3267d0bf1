package io.github.evenkeel.testkit.kubernetes;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Calls the webhook that a test has set for each eviction.
 *
 * <p>Evictions have their own threads: a hanging webhook delays no other requests.
 */
final class EvictionReviews implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "sandbox-eviction");
        thread.setDaemon(true);
        return thread;
    });
    private volatile EvictionWebhook webhook = request -> EvictionReview.allowed();

    void by(EvictionWebhook next) {
        webhook = next;
    }

    /**
     * Returns if the eviction is allowed.
     *
     * @throws InterruptedException if the server is closed meanwhile
     * @throws io.github.evenkeel.testkit.kubernetes.store.StatusException if the webhook denies it
     */
    void require(EvictionRequest request) throws InterruptedException {
        webhook.review(request).require();
    }

    ExecutorService threads() {
        return threads;
    }

    /** Interrupts the webhook. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
