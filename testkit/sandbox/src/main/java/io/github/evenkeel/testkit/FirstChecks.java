package io.github.evenkeel.testkit;

import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.HealthCheckStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Waits for the first health check of each backend, so that later requests are balanced. */
final class FirstChecks implements BiConsumer<String, HealthCheckStatus> {
    private static final int SECONDS = 10;

    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final CountDownLatch done;
    private final BiConsumer<String, HealthCheckStatus> next;

    FirstChecks(List<BackendState> backends, BiConsumer<String, HealthCheckStatus> next) {
        this.next = next;
        backends.forEach(backend -> missing.add(backend.name()));
        done = new CountDownLatch(missing.size());
    }

    @Override
    public void accept(String backend, HealthCheckStatus status) {
        next.accept(backend, status);
        if (missing.remove(backend)) {
            done.countDown();
        }
    }

    void await() {
        try {
            if (!done.await(SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "The backends " + missing + " were not checked within " + SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the sandbox started", e);
        }
    }
}
